//! What the states of a task mean, and why tasks stop, in a sentence.

use super::messages;

messages! {
    /// What a state in the picture means.
    StateText {
        Provisioning "Its network interface or its Fargate capacity is being prepared." "네트워크 인터페이스나 Fargate 용량을 준비합니다.";
        Pending "The agent pulls the images and creates the containers." "에이전트가 이미지를 받아 컨테이너를 만듭니다.";
        Activating "It is being registered with the load balancer." "로드 밸런서에 등록하는 중입니다.";
        Initial "It runs; the load balancer checks it before sending requests." "실행 중이며, 로드 밸런서가 요청을 보내기 전에 확인합니다.";
        Running "It runs and is healthy. Quiet is healthy." "실행 중이고 정상입니다. 조용하면 정상입니다.";
        Unhealthy "Its health check fails: the service will replace it." "상태 확인에 실패합니다. 서비스가 교체합니다.";
        Deactivating "It gets no new requests and finishes those that it has." "새 요청을 받지 않고 남은 요청을 마칩니다.";
        Stopping "It got SIGTERM, and SIGKILL follows after stopTimeout." "SIGTERM을 받았고, stopTimeout이 지나면 SIGKILL을 받습니다.";
        Deprovisioning "Its network interface is taken away." "네트워크 인터페이스를 회수합니다.";
        Stopped "It is over. It can be described for an hour." "끝났습니다. 한 시간 동안 조회할 수 있습니다.";
        FirstRevision "1st revision deployed, 4th, …" "첫 번째로 배포한 개정, 네 번째, …";
        SecondRevision "2nd revision deployed, 5th, …" "두 번째로 배포한 개정, 다섯 번째, …";
        ThirdRevision "3rd revision deployed, 6th, …" "세 번째로 배포한 개정, 여섯 번째, …";
        PastRevision "never deployed by this service" "이 서비스가 배포한 적 없는 개정";
        OtherService "another service" "다른 서비스";
    }
}

messages! {
    /// Why a task stops, in plain words.
    StopText {
        ZoneRebalancing "Its zone had more tasks than another. The service has started one there in its place." "이 가용 영역에 태스크가 더 많았습니다. 서비스가 다른 가용 영역에 대신 시작했습니다.";
        ByUser "Somebody asked for it with StopTask. The service starts another one." "누군가 StopTask로 요청했습니다. 서비스가 새 태스크를 시작합니다.";
        EssentialExited "A container without which the task cannot be has ended, so the whole task ends." "없어서는 안 되는 컨테이너가 끝나서 태스크 전체가 끝납니다.";
        Scaling "Its service no longer wants it: a deployment replaced it, or fewer tasks are desired." "서비스가 더 이상 원하지 않습니다. 배포로 교체되었거나 원하는 태스크 수가 줄었습니다.";
        ElbChecks "The load balancer found it unhealthy beyond the grace period, so the service replaces it." "유예 기간이 지난 뒤에도 로드 밸런서가 비정상으로 판단해서 서비스가 교체합니다.";
        ContainerChecks "The health check of one of its containers failed, so the service replaces it." "컨테이너 상태 확인에 실패해서 서비스가 교체합니다.";
        SpotInterrupted "Fargate took its spare capacity back: SIGTERM came at the notice, SIGKILL comes at stopTimeout. A replacement starts on Spot only." "Fargate가 남는 용량을 회수했습니다. 통지와 함께 SIGTERM이, stopTimeout 뒤에 SIGKILL이 옵니다. 대체 태스크는 Spot에서만 시작합니다.";
        HostTerminated "The machine under it is gone. Nothing was drained: requests on it were lost." "아래에 있던 머신이 사라졌습니다. 드레이닝 없이 처리 중이던 요청을 잃었습니다.";
        FargateHostLost "What it ran on is gone. Nothing was drained: requests on it were lost. Its service starts another one." "실행되던 기반 인프라가 사라졌습니다. 드레이닝 없이 처리 중이던 요청을 잃었습니다. 서비스가 새 태스크를 시작합니다.";
        InstanceDraining "Its instance is DRAINING, so its service moves it to another one." "인스턴스가 DRAINING 상태라 서비스가 다른 인스턴스로 옮깁니다.";
        DeregistrationForced "Its instance was deregistered by force. ECS gave it up; its containers may run on, unwatched." "인스턴스가 강제로 등록 취소되었습니다. ECS는 손을 뗐고, 컨테이너는 관리 없이 계속 실행될 수 있습니다.";
        CannotPull "An image could not be pulled: check its name, tag and platform, and the way to its registry." "이미지를 받을 수 없습니다. 이름과 태그, 플랫폼, 레지스트리까지의 경로를 확인하세요.";
        CannotSignIn "The instance role may not pull from Amazon ECR." "인스턴스 역할에 Amazon ECR에서 이미지를 받을 권한이 없습니다.";
        CannotPrepare "Before any image is pulled, the execution role reads secrets, signs in to the registry and opens the log: one of these failed." "이미지를 받기 전에 태스크 실행 역할로 보안 암호를 읽고 레지스트리에 로그인하고 로그를 엽니다. 이 중 하나가 실패했습니다.";
        NotProvisioned "Its network interface did not come within 15 minutes." "네트워크 인터페이스가 15분 안에 준비되지 않았습니다.";
        CannotReadSecret "The execution role could not read a secret." "태스크 실행 역할로 보안 암호를 읽을 수 없습니다.";
        CannotStart "A container could not start, so the whole task ends: see the reason of the container." "컨테이너를 시작할 수 없어서 태스크 전체가 끝납니다. 컨테이너의 이유를 확인하세요.";
        Exit0 "It ended cleanly." "깨끗하게 끝났습니다.";
        Exit1 "The application ended with an error." "애플리케이션이 오류로 끝났습니다.";
        Exit137 "SIGKILL: stopTimeout was over, or it was killed. Only the reason tells whether memory ran out." "SIGKILL입니다. stopTimeout이 지났거나 강제로 종료되었습니다. 메모리 부족인지는 이유를 봐야 알 수 있습니다.";
        Exit139 "SIGSEGV: the process touched memory that is not its own." "SIGSEGV입니다. 허용되지 않은 메모리에 접근했습니다.";
        Exit255 "A general failure, beyond what exit codes can say." "종료 코드로 나타낼 수 없는 일반 오류입니다.";
        Exit143 "It died of SIGTERM without catching it." "SIGTERM을 처리하지 않고 그대로 죽었습니다.";
    }
}
