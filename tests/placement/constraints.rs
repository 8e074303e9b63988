//! Constraints, worked out by hand, and what is refused.

use sim::{
    Command, CpuArchitecture, Exception, FailureReason, LaunchType, PlacementShortfall,
    PlacementStrategyType, RuntimePlatform, ServiceMessage, TaskDefinitionPlacementConstraint,
    TaskDefinitionPlacementConstraintType, TaskStatus, UpdateService, Verdict, explain,
};

use super::yard::{Yard, bare, binpack, distinct, member_of, query, spread, strategy};
use crate::support::accept;

#[test]
fn member_of_asks_every_kind_of_question() {
    let mut yard = Yard::new(1);
    yard.register(bare("small", 128, 128));
    let machine = yard.launch_with("t3.medium", 1, &[("stack", "prod"), ("rack", "7")]);
    for group in ["database", "batch"] {
        let task = yard.run("small", |input| input.group = Some(group.to_owned()));
        task.expect("there is room");
    }
    let ec2 = machine.ec2();
    let table = [
        ("attribute:stack == prod", true),
        ("attribute:stack == test", false),
        ("attribute:stack != prod", false),
        ("attribute:missing != prod", true),
        ("attribute:missing == prod", false),
        ("attribute:stack in [test, prod]", true),
        ("attribute:stack !in [test, prod]", false),
        ("attribute:stack =~ pr.*", true),
        ("attribute:stack =~ pr", false),
        ("attribute:stack !~ pr", true),
        ("attribute:stack exists", true),
        ("attribute:missing exists", false),
        ("attribute:missing !exists", true),
        ("attribute:ecs.instance-type =~ t3.*", true),
        (
            "attribute:ecs.availability-zone in [ap-northeast-2a, ap-northeast-2b]",
            true,
        ),
        ("attribute:ecs.availability-zone == ap-northeast-2a", false),
        ("runningTasksCount < 3", true),
        ("runningTasksCount >= 3", false),
        ("runningTasksCount == 2", true),
        ("task:group == database", true),
        ("task:group != database", false),
        ("task:group =~ ba.*", true),
        ("not(task:group == database)", false),
        ("task:group == service:web", false),
        ("agentConnected == true", true),
        ("agentVersion < 1.14.5", false),
        ("agentVersion > 1.14.5", true),
        ("registeredAt > 2018-06-18T22:28:28+00:00", true),
        ("registeredAt < 2018-06-18", false),
        (&format!("ec2InstanceId in ['{ec2}', 'i-wxyx7890']"), true),
        ("ec2InstanceId == i-abcd1234", false),
        ("attribute:stack == prod and runningTasksCount > 5", false),
        ("attribute:stack == prod or runningTasksCount > 5", true),
        ("!(attribute:rack > 6 and attribute:rack < 8)", false),
    ];
    let service = yard.serve("small", 0, |_| {});
    for (expression, fits) in table {
        let mut request = yard.request(service);
        request.constraints = vec![query(expression)];
        let explanation = explain(yard.world(), &request);
        let candidate = explanation.candidate(machine).expect("it was asked");
        assert_eq!(candidate.verdict.fits(), fits, "{expression}");
        assert_eq!(explanation.place.is_some(), fits, "{expression}");
        if let Verdict::Lacks(_, parts) = &candidate.verdict {
            assert!(!parts.is_empty(), "{expression}: some part has failed");
        }
    }
}

#[test]
fn a_failed_expression_names_the_part_and_what_the_instance_has() {
    let mut yard = Yard::new(1);
    yard.register(bare("small", 128, 128));
    let machine = yard.launch_with("t3.medium", 1, &[("stack", "test")]);
    let service = yard.serve("small", 0, |_| {});
    let mut request = yard.request(service);
    request.constraints = vec![query(
        "attribute:ecs.instance-type =~ t3.* and attribute:stack == prod and attribute:rack == 7",
    )];
    let explanation = explain(yard.world(), &request);
    let candidate = explanation.candidate(machine).expect("it was asked");
    let Verdict::Lacks(_, parts) = &candidate.verdict else {
        panic!("it does not match");
    };
    let shown: Vec<_> = parts
        .iter()
        .map(|part| (part.text.as_str(), part.seen.as_deref()))
        .collect();
    assert_eq!(
        shown,
        [
            ("attribute:stack == prod", Some("test")),
            ("attribute:rack == 7", None)
        ]
    );
    assert_eq!(
        explanation.shortfall,
        Some(PlacementShortfall::Closest(
            machine,
            FailureReason::MemberOf
        ))
    );
    let said = words::placement::failed_part(words::Language::English, &parts[0]);
    assert_eq!(said, "attribute:stack == prod: it has test");
}

#[test]
fn constraints_of_the_task_definition_and_of_the_request_hold_together() {
    let mut yard = Yard::new(1);
    let mut definition = bare("small", 128, 128);
    definition.placement_constraints = vec![TaskDefinitionPlacementConstraint {
        r#type: Some(TaskDefinitionPlacementConstraintType::MemberOf),
        expression: Some("attribute:stack == prod".to_owned()),
    }];
    yard.register(definition);
    yard.launch_with("t3.medium", 0, &[("stack", "test")]);
    let right = yard.launch_with("t3.medium", 1, &[("stack", "prod")]);
    yard.launch_with("t3.medium", 2, &[("stack", "prod")]);
    let task = yard.run("small", |input| {
        input.placement_constraints = vec![member_of("attribute:ecs.availability-zone =~ .*b")];
    });
    assert_eq!(yard.place(task.expect("one machine matches both")), right);
    let failed = yard.run("small", |input| {
        input.placement_constraints = vec![member_of("attribute:ecs.availability-zone =~ .*a")];
    });
    let reason = "MemberOf placement constraint unsatisfied.";
    assert_eq!(failed, Err(vec![reason.to_owned(); 3]));
}

#[test]
fn distinct_instances_keep_old_and_new_revisions_apart() {
    let mut yard = Yard::new(6);
    yard.register(bare("web", 128, 128));
    let machines = [0, 1].map(|zone| yard.launch("m5.large", zone));
    let service = yard.serve("web", 2, |input| {
        input.placement_constraints = vec![distinct()];
    });
    yard.pass(120);
    assert_eq!(yard.counts(&machines), [1, 1]);

    yard.register(bare("web", 128, 128));
    let update = UpdateService {
        task_definition: Some("web".to_owned()),
        ..UpdateService::of(service)
    };
    accept(&mut yard.timeline, Command::UpdateService(Box::new(update)));
    yard.pass(600);
    assert_eq!(
        yard.counts(&machines),
        [1, 1],
        "no room beside the old ones"
    );
    let said = |yard: &Yard| {
        let service = yard.world().service(service).expect("it is there");
        let texts = service.events.iter().map(|event| event.text.clone());
        texts.collect::<Vec<_>>()
    };
    assert!(
        said(&yard).iter().any(|text| text
            .contains("encountered error \"DistinctInstance placement constraint unsatisfied.\"")),
        "{:?}",
        said(&yard)
    );

    let update = UpdateService {
        minimum_healthy_percent: Some(50),
        maximum_percent: Some(100),
        ..UpdateService::of(service)
    };
    accept(&mut yard.timeline, Command::UpdateService(Box::new(update)));
    for _ in 0..60 {
        yard.pass(10);
        let counts = yard.counts(&machines);
        assert!(counts.iter().all(|count| *count <= 1), "{counts:?}");
    }
    let running = yard
        .world()
        .tasks()
        .filter(|task| task.last_status == TaskStatus::Running && task.definition.revision == 2);
    assert_eq!(running.count(), 2, "the update went through");
}

#[test]
fn a_task_stays_on_machines_of_its_processor() {
    let mut yard = Yard::new(1);
    let mut definition = bare("intel", 128, 128);
    definition.runtime_platform = Some(RuntimePlatform {
        cpu_architecture: Some(CpuArchitecture::X86_64),
        operating_system_family: None,
    });
    yard.register(definition);
    yard.launch("t4g.small", 0);
    let failed = yard.run("intel", |_| {});
    assert_eq!(failed, Err(vec!["ATTRIBUTE".to_owned()]));
    let intel = yard.launch("t3.small", 0);
    let placed = yard.run("intel", |_| {}).expect("this one is right");
    assert_eq!(yard.place(placed), intel);
}

#[test]
fn what_aws_would_not_take_is_refused() {
    let mut yard = Yard::new(1);
    yard.register(bare("small", 128, 128));
    yard.launch("t3.small", 0);
    let service = yard.serve("small", 0, |_| {});
    let mut refuse = |change: &dyn Fn(&mut UpdateService), part: &str| {
        let mut input = UpdateService::of(service);
        change(&mut input);
        let answer = yard
            .timeline
            .submit(Command::UpdateService(Box::new(input)));
        let rejection = answer.expect_err(part);
        assert_eq!(rejection.exception, Exception::InvalidParameter, "{part}");
        assert!(rejection.message.contains(part), "{rejection}");
        assert!(!rejection.rules.is_empty(), "{rejection} rests on a rule");
    };
    let constraints = |list: Vec<sim::PlacementConstraint>| {
        move |input: &mut UpdateService| input.placement_constraints = Some(list.clone())
    };
    let strategies = |list: Vec<sim::PlacementStrategy>| {
        move |input: &mut UpdateService| input.placement_strategy = Some(list.clone())
    };
    let mut with_expression = distinct();
    with_expression.expression = Some("runningTasksCount < 1".to_owned());
    refuse(&constraints(vec![with_expression]), "takes no expression");
    refuse(&constraints(vec![member_of("")]), "needs an expression");
    refuse(
        &constraints(vec![member_of("stack is prod")]),
        "Invalid expression",
    );
    refuse(
        &constraints(vec![distinct(); 11]),
        "at most 10 placement constraints",
    );
    refuse(
        &strategies(vec![spread("host"); 6]),
        "at most 5 placement strategies",
    );
    refuse(&strategies(vec![spread("")]), "needs the field instanceId");
    refuse(
        &strategies(vec![spread("attribute:")]),
        "needs the field instanceId",
    );
    refuse(
        &strategies(vec![binpack("disk")]),
        "needs the field cpu or memory",
    );
    let random = strategy(PlacementStrategyType::Random, "cpu");
    refuse(&strategies(vec![random]), "takes no field");
}

#[test]
fn fields_are_shown_as_aws_normalises_them() {
    let mut yard = Yard::new(1);
    yard.register(bare("small", 128, 128));
    let service = yard.serve("small", 0, |input| {
        input.placement_strategy = vec![spread("HOST"), spread("InstanceID"), binpack("MEMORY")];
    });
    let service = yard.world().service(service).expect("it was created");
    let shapes: Vec<_> = service
        .placement_strategy
        .iter()
        .map(sim::Strategy::shape)
        .collect();
    let expected = [
        spread("instanceId"),
        spread("instanceId"),
        binpack("memory"),
    ];
    assert_eq!(shapes, expected);
}

#[test]
fn fargate_takes_neither_constraints_nor_strategies() {
    let mut yard = Yard::new(1);
    yard.register(crate::support::definition("shop/web:1"));
    for (change, message) in [
        (
            (vec![distinct()], vec![]),
            "Placement constraints are not supported with FARGATE launch type.",
        ),
        (
            (vec![], vec![spread("host")]),
            "Placement strategies are not supported with FARGATE launch type.",
        ),
    ] {
        let mut input = sim::RunTask::of(yard.cluster, "web", LaunchType::Fargate);
        input.subnet_zones = vec![sim::Zone(0)];
        (input.placement_constraints, input.placement_strategy) = change;
        let answer = yard.timeline.submit(Command::RunTask(Box::new(input)));
        assert_eq!(answer.expect_err("refused").message, message);
    }
}

#[test]
fn an_expression_that_no_instance_matches_is_reported() {
    let mut yard = Yard::new(1);
    yard.register(bare("small", 128, 128));
    let machine = yard.launch("t3.small", 0);
    let service = yard.serve("small", 1, |input| {
        input.placement_constraints = vec![member_of("attribute:stack == prod")];
    });
    yard.pass(30);
    let service_state = yard.world().service(service).expect("it was created");
    let said = service_state.events.front().expect("it says something");
    let shortfall = PlacementShortfall::Closest(machine, FailureReason::MemberOf);
    assert_eq!(said.message, ServiceMessage::Unplaceable(shortfall));
    let put = Command::PutAttributes {
        cluster: yard.cluster,
        attributes: vec![(machine, super::yard::attribute("stack", "prod"))],
    };
    accept(&mut yard.timeline, put);
    yard.pass(30);
    assert_eq!(
        yard.counts(&[machine]),
        [1],
        "an attribute wakes the service"
    );
}
