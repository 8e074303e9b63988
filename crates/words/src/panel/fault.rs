//! What the page says about faults: containers, images, roles, secrets and log groups.

use super::messages;

messages! {
    /// What can be made to go wrong, and where it will show.
    FaultText {
        Tab "Tasks & faults" "태스크·장애";
        Renew "Force new deployment" "새 배포 강제 적용";
        RenewHelp "What you change below is felt by tasks that start from now on: renew them all, or run one above." "아래의 변경은 이제부터 시작하는 태스크가 겪습니다. 모두 새로 시작하거나 위에서 하나를 실행하세요.";
        Containers "Containers that run" "실행 중인 컨테이너";
        NoContainers "No container runs." "실행 중인 컨테이너가 없습니다.";
        Task "Task" "태스크";
        ExitCode "Exit code" "종료 코드";
        Kill { container: String } "Kill {container}" "{container} 강제 종료";
        KillEssential "The whole task stops with EssentialContainerExited, whatever the code, and its service starts another." "코드와 상관없이 태스크 전체가 EssentialContainerExited로 멈추고, 서비스가 새 태스크를 시작합니다.";
        KillSidecar "It is not essential: the task goes on without it." "필수 컨테이너가 아니므로 태스크는 계속됩니다.";
        KillRestarts "Its restart policy starts it again in place, if it has run long enough and the code is not ignored." "충분히 오래 실행됐고 무시하는 코드가 아니면 재시작 정책이 제자리에서 다시 시작합니다.";
        Images "How images behave" "이미지 동작";
        BehavesLike { image: String } "{image} behaves like" "{image}의 동작";
        AsItIs "as it is" "그대로";
        ImagesHelp "For standalone tasks and new deployments: a deployment resolves a tag once. What the registry refuses is felt at once, but an instance that has the image on its disk starts it from there." "독립 실행 태스크와 새 배포에 적용됩니다. 배포는 태그를 한 번만 확인합니다. 레지스트리의 거절은 곧바로 적용되지만 디스크에 이미지가 있는 인스턴스는 그것으로 시작합니다.";
        Roles "What roles may do" "역할의 권한";
        ExecutionRole "task execution role" "태스크 실행 역할";
        TaskRole "task role" "태스크 역할";
        InstanceRole "instance role" "인스턴스 역할";
        NoExecutionRole "The definition names no execution role." "태스크 정의에 실행 역할이 없습니다.";
        NoTaskRole "The definition names no task role: applications on instances use the instance role, on Fargate none." "태스크 정의에 태스크 역할이 없습니다. 인스턴스에서는 인스턴스 역할을 쓰고, Fargate에서는 아무 권한이 없습니다.";
        PullImages "pull private images of Amazon ECR" "Amazon ECR 비공개 이미지 받기";
        ReadSecrets "read secrets and parameters" "보안 암호와 파라미터 읽기";
        WriteLogs "write logs" "로그 쓰기";
        CreateLogGroups "create log groups" "로그 그룹 만들기";
        CallAws "call AWS from the application" "애플리케이션에서 AWS 호출";
        WithoutPullExecution "Without it on Fargate: ResourceInitializationError before anything starts. On EC2 the instance role pulls." "없으면 Fargate에서는 시작 전에 ResourceInitializationError가 납니다. EC2에서는 인스턴스 역할이 이미지를 받습니다.";
        WithoutPullInstance "Without it on EC2: CannotPullECRContainerError. Fargate asks the execution role instead." "없으면 EC2에서 CannotPullECRContainerError가 납니다. Fargate는 실행 역할을 씁니다.";
        WithoutSecrets "Without it: the task stops before it pulls, ResourceInitializationError on Fargate." "없으면 이미지를 받기 전에 멈춥니다. Fargate에서는 ResourceInitializationError입니다.";
        WithoutLogs "Without it: Fargate stops before it pulls, EC2 as the container starts (CannotStartContainerError)." "없으면 Fargate는 이미지를 받기 전에, EC2는 컨테이너를 시작할 때(CannotStartContainerError) 멈춥니다.";
        WithoutGroups "Asked for only if awslogs-create-group is true and the group is missing." "awslogs-create-group이 true이고 로그 그룹이 없을 때만 필요합니다.";
        WithoutCalls "Without it the task never stops: an application that calls AWS answers 500." "없어도 태스크는 멈추지 않습니다. AWS를 호출하는 애플리케이션이 500으로 답합니다.";
        Stores "Secrets and log groups" "보안 암호와 로그 그룹";
        NoStores "The definition names no secret and no log group." "태스크 정의에 보안 암호와 로그 그룹이 없습니다.";
        IsThere "is there" "있음";
        IsMissing "is missing" "없음";
        DeleteSecret { name: String } "Delete secret {name}" "보안 암호 {name} 삭제";
        PutSecret { name: String } "Create secret {name}" "보안 암호 {name} 만들기";
        DeleteLogGroup { name: String } "Delete log group {name}" "로그 그룹 {name} 삭제";
        CreateLogGroup { name: String } "Create log group {name}" "로그 그룹 {name} 만들기";
        Delete "Delete" "삭제";
        Create "Create" "만들기";
        SecretHelp "A missing secret stops each task before it pulls; tasks that run keep the value that they read." "보안 암호가 없으면 이미지를 받기 전에 멈춥니다. 실행 중인 태스크는 이미 읽은 값을 유지합니다.";
        LogGroupHelp "A missing log group stops each new task, unless awslogs-create-group makes it again." "로그 그룹이 없으면 새 태스크가 멈춥니다. awslogs-create-group이 있으면 다시 만들어집니다.";
        AddExample "Add roles, a secret and a log group to the definition" "태스크 정의에 역할, 보안 암호, 로그 그룹 추가";
        AddExampleHelp "Then register and deploy it." "그다음 등록하고 배포하세요.";
    }
}
