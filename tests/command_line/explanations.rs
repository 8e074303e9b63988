//! What `explain` says of tasks and services.

use expect_test::expect;

use super::{FULL, check, say, say_to};

#[test]
fn an_explanation_tells_what_each_instance_was_to_a_task() {
    let arguments = ["explain", "-", "--at", "150s", "--task", "service:big/2"];
    check(
        &say_to(&arguments, FULL.as_bytes()),
        expect![[r#"
            exit 0
            output:
            f07366c189b543d93e16c3df423d8a58 big:1 at 00:02:30.000: lastStatus RUNNING, desiredStatus RUNNING
            created at 00:02:03.029 on i-0076cc53d56743591
              00:02:03.029  PENDING
              00:02:11.411  RUNNING
            It runs without any health check, so it counts as healthy 40 s after its start: 22 s left.
            Why it was placed there at 00:02:03.029:
              3 in the cluster
              3 ACTIVE with a connected agent
              3 with its attributes and zones
              2 with enough of everything
              2 that keep its constraints
              1 with the fewest tasks of its group by attribute:ecs.availability-zone (0)
              1 with the fewest tasks of its group by instanceId (0)
              1 by lot
              i-0076cc53d56743591 c6i.large ap-northeast-2b: could take it, rank 1, taken
              i-0c2b504486eff11ae c6i.large ap-northeast-2a: could take it, rank 2
              i-0dc5733b78d7c29eb c6i.large ap-northeast-2a: memory: needs 3000 MiB, has 913
            Service big: Scaling big out to 2 tasks. 1 of 2 tasks healthy. Waiting until f073 has been RUNNING for 40 s: 22 s left.
            Rules that this rests on:
              task-statuses [documented; 1.1 D] A task goes from PROVISIONING or PENDING through its states to STOPPED and never back.
              image-pull-time [assumed; 0.2 K] The time of a pull grows with the size of the image; what is on the instance's disk already needs none.
              container-statuses [observed; 1.4 A] A container is PENDING until its process runs, then RUNNING, and STOPPED when it has ended.
              running-when-all-started [documented; 1.1 D] A task is RUNNING when all its containers have started, those that have ended meanwhile included.
              default-network-mode [documented; 2.3 M] Without a network mode, Docker's default network is used.
              reserved-memory [documented; 2.4 M] Placement reserves the task memory, or else the sum over containers of the soft limit, or the hard one.
              reserved-cpu [documented; 2.4 M] Placement reserves the task cpu, or else the sum of the containers' cpu.
              version-consistency [documented; 2.8 D] The first task of a deployment resolves the tags of its images, and the later ones take the same, unless versionConsistency is disabled.
              draining-takes-none [documented; 3.6 D] A DRAINING instance gets no new tasks.
              agent-capabilities [observed; 3.4 A] Amazon ECS and the agent give every instance attributes: its zone, type and processor, and what the agent can do.
              resource-reservation [documented; 3.3 M] A task holds its resources from its placement until its containers have ended.
              agent-connected [documented; 3.5 D23] Nothing is placed on an instance whose agent is not connected.
              attributes-match [documented; 4.1 D] An instance takes a task only if it has every attribute that the task definition requires.
              subnet-zone [documented; 4.1 D] A task with a network interface of its own goes to a zone of its subnets.
              resources-fit [documented; 4.1 D] An instance takes a task only if it has the CPU, memory, ports, network interface and GPUs to spare; TCP and UDP are apart.
              default-spread [documented; 4.4 M] A service without a strategy spreads over zones, then over instances by its own tasks; ties are random.
              distinct-instance [documented; 4.2 D] Under distinctInstance no two tasks of a group are on one instance, of whatever revision, until one is STOPPED.
              member-of [documented; 4.2 D] Under memberOf an instance takes a task only if it matches the expression.
              strategy-chain [documented; 4.4 D] Each strategy keeps the best of what the one before it left.
              spread-strategy [documented; 4.4 D] spread prefers the value that has the fewest tasks of the group; instances without the attribute count together.
              ties-at-random [documented; 4.1 D] Among equally good instances the lot decides.
              spread-counts [documented; 4.4 D] Spreading counts the tasks of the service that are not told to stop.
              percent-rounding [documented; 5.3] The minimum healthy percent rounds up, the maximum percent rounds down.
              rolling-scheduler [documented; 5.5 M] A rolling update starts new tasks up to the upper bound and stops old ones down to the lower bound.
              maximum-percent-counts [assumed; 5.5 (unconfirmed)] The maximum counts stopping tasks only where it is 100 percent or less.
            Assumptions among them: 2.
        "#]],
    );
}

#[test]
fn an_explanation_of_a_service_tells_what_it_waits_for() {
    let arguments = ["explain", "-", "--at", "4m", "--service", "big"];
    check(
        &say_to(&arguments, FULL.as_bytes()),
        expect![[r#"
            exit 0
            output:
            Service big: Scaling big out to 4 tasks. 3 of 4 tasks healthy. Waiting for room: no instance has 3,000 MiB free.
            Why the next task of big:1 has no place:
              3 in the cluster
              3 ACTIVE with a connected agent
              3 with its attributes and zones
              0 with enough of everything
              i-0076cc53d56743591 c6i.large ap-northeast-2b: memory: needs 3000 MiB, has 913
              i-0c2b504486eff11ae c6i.large ap-northeast-2a: memory: needs 3000 MiB, has 913
              i-0dc5733b78d7c29eb c6i.large ap-northeast-2a: memory: needs 3000 MiB, has 913
            Each of these changes would give it a place (tried on a copy of this world):
              a task of at most 913 MiB
              one more m6g.medium in ap-northeast-2c
            Rules that this rests on:
              default-network-mode [documented; 2.3 M] Without a network mode, Docker's default network is used.
              reserved-memory [documented; 2.4 M] Placement reserves the task memory, or else the sum over containers of the soft limit, or the hard one.
              reserved-cpu [documented; 2.4 M] Placement reserves the task cpu, or else the sum of the containers' cpu.
              draining-takes-none [documented; 3.6 D] A DRAINING instance gets no new tasks.
              agent-capabilities [observed; 3.4 A] Amazon ECS and the agent give every instance attributes: its zone, type and processor, and what the agent can do.
              agent-connected [documented; 3.5 D23] Nothing is placed on an instance whose agent is not connected.
              attributes-match [documented; 4.1 D] An instance takes a task only if it has every attribute that the task definition requires.
              subnet-zone [documented; 4.1 D] A task with a network interface of its own goes to a zone of its subnets.
              resources-fit [documented; 4.1 D] An instance takes a task only if it has the CPU, memory, ports, network interface and GPUs to spare; TCP and UDP are apart.
              failure-reasons [documented; 4.6 D] Placement that fails names a reason for each instance, in fixed words.
              closest-instance [assumed; 4.1 (unconfirmed)] The closest instance is the one that lacks the fewest things; its first lack is reported.
              default-spread [documented; 4.4 M] A service without a strategy spreads over zones, then over instances by its own tasks; ties are random.
              strategy-chain [documented; 4.4 D] Each strategy keeps the best of what the one before it left.
              spread-strategy [documented; 4.4 D] spread prefers the value that has the fewest tasks of the group; instances without the attribute count together.
              ties-at-random [documented; 4.1 D] Among equally good instances the lot decides.
              spread-counts [documented; 4.4 D] Spreading counts the tasks of the service that are not told to stop.
              healthy-count [documented; 5.4 M] A task counts when its targets are healthy and its health check succeeds, or, with neither, 40 s after RUNNING.
              rolling-scheduler [documented; 5.5 M] A rolling update starts new tasks up to the upper bound and stops old ones down to the lower bound.
              deployment-completion [observed; 5.5 O] A deployment completes when all wanted tasks are new and healthy and all others are at least stopping.
              rollout-state-reasons [observed; 5.9 O] A deployment says in one sentence how far it is.
              service-event-texts [observed; 5.12 O] Services report in fixed sentences.
              events-not-repeated [documented; 0.2 D23] A lasting condition is said once, and again when six hours have passed.
              updates-that-deploy [documented; 5.1 M] A new task definition, load balancer or network, or force, starts a deployment; counts and percents do not.
            Assumptions among them: 1.
        "#]],
    );
    let all = say_to(&["explain", "-", "--at", "4m"], FULL.as_bytes());
    assert_eq!(all, say_to(&arguments, FULL.as_bytes()));
}

#[test]
fn an_explanation_is_also_korean() {
    let arguments = ["explain", "-", "--at", "4m", "--language", "ko"];
    check(
        &say_to(&arguments, FULL.as_bytes()),
        expect![[r#"
            exit 0
            output:
            서비스 big: big 서비스를 4개로 늘리고 있습니다. 태스크 4개 중 3개가 정상입니다. 메모리 3,000 MiB가 남은 인스턴스가 없습니다. 자리가 나기를 기다립니다.
            big:1의 다음 태스크를 배치할 수 없는 이유:
              클러스터에 3대
              ACTIVE이고 에이전트가 연결된 3대
              속성과 가용 영역이 맞는 3대
              리소스가 충분한 0대
              i-0076cc53d56743591 c6i.large ap-northeast-2b: 메모리: 3000 MiB 필요, 913 MiB 남음
              i-0c2b504486eff11ae c6i.large ap-northeast-2a: 메모리: 3000 MiB 필요, 913 MiB 남음
              i-0dc5733b78d7c29eb c6i.large ap-northeast-2a: 메모리: 3000 MiB 필요, 913 MiB 남음
            다음 가운데 하나만 바꾸어도 배치됩니다(이 세계의 사본에서 확인함):
              태스크 메모리를 913 MiB 이하로
              ap-northeast-2c에 m6g.medium 1대 추가
            근거가 되는 규칙:
              default-network-mode [documented; 2.3 M] Without a network mode, Docker's default network is used.
              reserved-memory [documented; 2.4 M] Placement reserves the task memory, or else the sum over containers of the soft limit, or the hard one.
              reserved-cpu [documented; 2.4 M] Placement reserves the task cpu, or else the sum of the containers' cpu.
              draining-takes-none [documented; 3.6 D] A DRAINING instance gets no new tasks.
              agent-capabilities [observed; 3.4 A] Amazon ECS and the agent give every instance attributes: its zone, type and processor, and what the agent can do.
              agent-connected [documented; 3.5 D23] Nothing is placed on an instance whose agent is not connected.
              attributes-match [documented; 4.1 D] An instance takes a task only if it has every attribute that the task definition requires.
              subnet-zone [documented; 4.1 D] A task with a network interface of its own goes to a zone of its subnets.
              resources-fit [documented; 4.1 D] An instance takes a task only if it has the CPU, memory, ports, network interface and GPUs to spare; TCP and UDP are apart.
              failure-reasons [documented; 4.6 D] Placement that fails names a reason for each instance, in fixed words.
              closest-instance [assumed; 4.1 (unconfirmed)] The closest instance is the one that lacks the fewest things; its first lack is reported.
              default-spread [documented; 4.4 M] A service without a strategy spreads over zones, then over instances by its own tasks; ties are random.
              strategy-chain [documented; 4.4 D] Each strategy keeps the best of what the one before it left.
              spread-strategy [documented; 4.4 D] spread prefers the value that has the fewest tasks of the group; instances without the attribute count together.
              ties-at-random [documented; 4.1 D] Among equally good instances the lot decides.
              spread-counts [documented; 4.4 D] Spreading counts the tasks of the service that are not told to stop.
              healthy-count [documented; 5.4 M] A task counts when its targets are healthy and its health check succeeds, or, with neither, 40 s after RUNNING.
              rolling-scheduler [documented; 5.5 M] A rolling update starts new tasks up to the upper bound and stops old ones down to the lower bound.
              deployment-completion [observed; 5.5 O] A deployment completes when all wanted tasks are new and healthy and all others are at least stopping.
              rollout-state-reasons [observed; 5.9 O] A deployment says in one sentence how far it is.
              service-event-texts [observed; 5.12 O] Services report in fixed sentences.
              events-not-repeated [documented; 0.2 D23] A lasting condition is said once, and again when six hours have passed.
              updates-that-deploy [documented; 5.1 M] A new task definition, load balancer or network, or force, starts a deployment; counts and percents do not.
            이 가운데 가정: 1개.
        "#]],
    );
}

#[test]
fn who_is_not_there_is_not_explained() {
    for (arguments, named) in [
        (["--task", "service:big/9"], "has had 3"),
        (["--task", "zzzz"], "no task `zzzz`"),
        (["--task", ""], "no task ``"),
        (["--service", "small"], "no service `small`"),
        (["--cluster", "other"], ""),
    ] {
        let mut line = vec!["explain", "-", "--at", "4m"];
        line.extend(arguments);
        let said = say_to(&line, FULL.as_bytes());
        if named.is_empty() {
            assert_eq!(said.code, 0, "every service is explained in any cluster");
            continue;
        }
        assert_eq!((said.code, said.output.as_str()), (1, ""), "{arguments:?}");
        assert!(said.errors.contains(named), "{}", said.errors);
    }
}

/// The bill of a rolling update behind a load balancer, and what would have saved most.
#[test]
fn an_explanation_of_a_deployment_is_its_bill_and_what_would_have_saved_most() {
    let script = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/scripts/calibrated_rollout.json"
    );
    let deployment = [
        "explain",
        script,
        "--deployment",
        "web",
        "--cluster",
        "demo",
    ];
    check(
        &say(&deployment),
        expect![[r#"
        exit 0
        output:
        ecs-svc/4989075222851599434 web:2: COMPLETED
        The deployment took 426.869 s:
        17.905 s until the scheduler looked again
        12.209 s placing and provisioning
        4.527 s pulling images
        2.657 s creating and starting containers
        1.813 s registering targets
        26.758 s until targets had passed their health checks
        361.000 s draining old tasks (deregistration delay)
        What would have saved most (the same commands, played on a copy):
          deregistration_delay.timeout_seconds: 30 s instead of 300 s saves 270.000 s
          HealthCheckIntervalSeconds, HealthyThresholdCount: 5 s, 2 times instead of 30 s, 5 times saves 10.000 s
    "#]],
    );
    let korean = [&deployment[..], &["--language", "ko"]].concat();
    check(
        &say(&korean),
        expect![[r#"
        exit 0
        output:
        ecs-svc/4989075222851599434 web:2: COMPLETED
        배포에 426.869초 걸림:
        17.905초: 스케줄러가 다시 볼 때까지
        12.209초: 배치와 프로비저닝
        4.527초: 이미지 풀
        2.657초: 컨테이너 생성과 시작
        1.813초: 대상 등록
        26.758초: 대상이 상태 확인을 통과할 때까지
        361.000초: 이전 태스크의 등록 취소 지연
        가장 많이 줄일 수 있었던 설정(사본에서 같은 명령으로 확인함):
          deregistration_delay.timeout_seconds: 300초 대신 30초이면 270.000초 단축
          HealthCheckIntervalSeconds, HealthyThresholdCount: 30초, 5번 대신 5초, 2번이면 10.000초 단축
    "#]],
    );
    let running = [&deployment[..], &["--at", "4m"]].concat();
    check(
        &say(&running),
        expect![[r#"
        exit 0
        output:
        ecs-svc/4989075222851599434 web:2: IN_PROGRESS
        The deployment is not complete and has taken 60.000 s so far:
        11.084 s until the scheduler looked again
        18.378 s placing and provisioning
        4.906 s pulling images
        2.533 s creating and starting containers
        4.156 s registering targets
        15.812 s until targets had passed their health checks
        3.131 s draining old tasks (deregistration delay)
        What would have saved most (the same commands, played on a copy):
          deregistration_delay.timeout_seconds: 30 s instead of 300 s saves 270.000 s
          HealthCheckIntervalSeconds, HealthyThresholdCount: 5 s, 2 times instead of 30 s, 5 times saves 10.000 s
    "#]],
    );
}

#[test]
fn an_explanation_of_a_service_tells_which_settings_would_lift_its_wait() {
    let script = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/scripts/calibrated_rollout.json"
    );
    let service = [
        "explain",
        script,
        "--service",
        "web",
        "--cluster",
        "demo",
        "--at",
        "6m",
    ];
    let lines = |arguments: &[&str]| {
        let output = say(arguments).output;
        let lines: Vec<&str> = output.lines().collect();
        lines[..3].join("\n") + "\n"
    };
    expect![[r#"
        Service web: Replacing web:1 with web:2. 2 of 2 new tasks healthy. Waiting until 1056 has drained: 238 s left.
        Each of these settings would lift what it waits for:
          deregistration_delay.timeout_seconds: 62 s instead of 300 s
    "#]].assert_eq(&lines(&service));
    let korean = [&service[..], &["--language", "ko"]].concat();
    expect![[r#"
        서비스 web: web:1을 web:2로 교체하고 있습니다. 새 태스크 2개 중 2개가 정상입니다. 1056의 드레이닝이 끝나기를 기다립니다(238초 남음).
        다음 설정 가운데 하나만 바꾸어도 더 기다리지 않습니다:
          deregistration_delay.timeout_seconds: 300초 대신 62초
    "#]].assert_eq(&lines(&korean));
}
