//! The scenarios: a title, and what to watch.

use super::stories;

stories! {
    /// A scenario that plays by itself.
    ScenarioText {
        SlowRollout {
            "Slow rollout" "느린 롤아웃";
            "The new tasks are healthy after a good minute; then the old ones drain for 300 s before they get SIGTERM, and the deployment takes about seven minutes." "새 태스크는 1분 남짓이면 정상이 됩니다. 이전 태스크는 SIGTERM을 받기 전에 300초 동안 드레이닝하므로 배포에 7분쯤 걸립니다.";
        }
        FastRollout {
            "Fast rollout" "빠른 롤아웃";
            "With a small image, a deregistration delay of 10 s and health checks every 5 s a deployment is over in about 75 s." "이미지가 작고 등록 취소 지연이 10초, 상태 확인 간격이 5초이면 배포가 75초쯤에 끝납니다.";
        }
        Stuck {
            "A deployment that cannot move" "움직이지 못하는 배포";
            "With three tasks at 100/125 the upper bound is floor(3.75) = 3: nothing can start and nothing can stop, until maximumPercent is 200." "태스크 3개에 100/125이면 상한은 floor(3.75) = 3입니다. maximumPercent를 200으로 올릴 때까지 시작도 종료도 할 수 없습니다.";
        }
        BadImage {
            "An image that is missing" "없는 이미지";
            "Three tasks of the new revision fail to pull, the deployment circuit breaker trips and rolls back; the old tasks never stop." "새 개정의 태스크 3개가 이미지를 받지 못하면 배포 회로 차단기가 작동해 롤백합니다. 이전 태스크는 멈춘 적이 없습니다.";
        }
        FailingHealth {
            "A health path that fails" "실패하는 상태 확인 경로";
            "The new tasks run and answer 500 on the health path: each is replaced after about 60 s until three have failed and the deployment rolls back." "새 태스크는 실행되지만 상태 확인에 500으로 답합니다. 약 60초마다 교체되고, 세 번 실패하면 배포가 롤백됩니다.";
        }
        SlowBoot {
            "Slow boot without a grace period" "유예 기간 없는 느린 부팅";
            "The application boots for 90 s and is killed at about 60 s, again and again; with a health check grace period of 120 s it comes up." "애플리케이션 부팅에 90초가 걸리는데 60초쯤이면 거듭 종료됩니다. 상태 확인 유예 기간을 120초로 두면 정상이 됩니다.";
        }
        NoSigterm {
            "SIGTERM that nobody hears" "아무도 듣지 못하는 SIGTERM";
            "A shell is process 1 and keeps SIGTERM to itself: the task is in STOPPING for the whole stopTimeout of 30 s and exits with 137. In the exec form it stops in 2 s." "셸이 1번 프로세스라 SIGTERM을 전달하지 않습니다. stopTimeout 30초를 모두 STOPPING으로 보내고 137로 끝납니다. exec 형식이면 2초 만에 멈춥니다.";
        }
        HostPortClash {
            "Two tasks, one host port" "하나의 호스트 포트, 두 태스크";
            "The new task wants host port 80 while the old one holds it on the only instance; with hostPort 0 both fit." "새 태스크가 원하는 호스트 포트 80을 하나뿐인 인스턴스에서 이전 태스크가 쓰고 있습니다. hostPort를 0으로 두면 함께 실행됩니다.";
        }
        EniLimit {
            "Out of network interfaces" "네트워크 인터페이스 부족";
            "A t3.medium has interfaces for two awsvpc tasks: the third has CPU and memory to spare and still no place." "t3.medium의 네트워크 인터페이스로는 awsvpc 태스크를 2개까지 실행합니다. 세 번째는 CPU와 메모리가 남아도 자리가 없습니다.";
        }
        Drain {
            "Draining an instance" "인스턴스 드레이닝";
            "At 100/200 the replacement runs on the other instance before the task on the draining one is stopped." "100/200에서는 대체 태스크가 다른 인스턴스에서 먼저 실행된 뒤에야 드레이닝 중인 인스턴스의 태스크가 멈춥니다.";
        }
        SpotLoss {
            "Fargate Spot is taken away" "회수되는 Fargate Spot";
            "Four Spot tasks get SIGTERM at the notice and SIGKILL after their stopTimeout; the service waits for Spot capacity and never falls back to FARGATE." "Spot 태스크 4개가 회수 통지와 함께 SIGTERM을, stopTimeout 뒤에는 SIGKILL을 받습니다. 서비스는 Spot 용량을 기다릴 뿐 FARGATE로 바꾸지 않습니다.";
        }
        PausedCanary {
            "A canary that asks first" "먼저 물어보는 카나리";
            "A PAUSE hook holds the deployment before each shift of production traffic until ContinueServiceDeployment is called." "PAUSE 후크가 있어 프로덕션 트래픽을 옮길 때마다 ContinueServiceDeployment를 호출할 때까지 배포가 기다립니다.";
        }
        Protection {
            "Protected tasks" "보호된 태스크";
            "Two old tasks are under scale-in protection: the deployment stays IN_PROGRESS until the protection expires." "이전 태스크 2개가 축소 보호를 받고 있어, 보호가 끝날 때까지 배포가 IN_PROGRESS에 머뭅니다.";
        }
        AgentDisconnect {
            "An agent that is away" "연결이 끊긴 에이전트";
            "The containers go on and the task stays RUNNING; nothing new is placed on the instance until its agent is back." "컨테이너는 계속되고 태스크는 RUNNING으로 남습니다. 에이전트가 돌아올 때까지 그 인스턴스에는 새 태스크를 배치하지 않습니다.";
        }
        BinpackAndSpread {
            "Binpack, then spread" "binpack과 spread";
            "Six tasks on three instances: binpack fills one and leaves two empty, spread gives each instance two." "인스턴스 3개에 태스크 6개를 배치합니다. binpack은 하나를 채우고 둘을 비워 두며, spread는 2개씩 나눕니다.";
        }
        TwoTaskSets {
            "Two task sets, one primary" "두 태스크 세트, 하나의 PRIMARY";
            "With the EXTERNAL deployment controller nothing happens by itself: a second task set runs 25% of the desired count, its caller moves the traffic and makes it the primary, and the first one is deleted." "EXTERNAL 배포 컨트롤러에서는 저절로 일어나는 일이 없습니다. 두 번째 태스크 세트가 원하는 태스크 수의 25%를 실행하고, 호출하는 쪽이 트래픽을 옮겨 PRIMARY로 만든 뒤 첫 번째를 삭제합니다.";
        }
    }
    /// Its title.
    title;
    /// What to watch in it.
    watch;
}
