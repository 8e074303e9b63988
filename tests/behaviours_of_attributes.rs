//! Attributes of container instances, one sentence a test.

use sim::{
    Attribute, ClusterId, Command, EventKind, EventSequence, Exception, INSTANCE_TYPES, InstanceId,
    LaunchInstance, Response, Start, Timeline, Zone,
};

use crate::support::accept;

struct Machines {
    timeline: Timeline,
    cluster: ClusterId,
}

fn machines() -> Machines {
    let mut timeline = Timeline::new(Start::default());
    let name = "default".to_owned();
    let Response::Cluster(cluster) = accept(&mut timeline, Command::CreateCluster { name }) else {
        panic!("CreateCluster answers with a cluster");
    };
    Machines { timeline, cluster }
}

impl Machines {
    fn launch(&mut self, input: LaunchInstance) -> InstanceId {
        match accept(&mut self.timeline, input.into()) {
            Response::Instance(instance) => instance,
            other => panic!("a launch answers with an instance, not {other:?}"),
        }
    }

    fn of_type(&mut self, instance_type: &str) -> InstanceId {
        self.launch(LaunchInstance::of(self.cluster, instance_type, Zone(1)))
    }

    fn put(&mut self, attributes: Vec<(InstanceId, Attribute)>) -> Result<Response, Exception> {
        let cluster = self.cluster;
        let command = Command::PutAttributes {
            cluster,
            attributes,
        };
        self.timeline
            .submit(command)
            .map_err(|rejection| rejection.exception)
    }

    fn value(&self, instance: InstanceId, name: &str) -> Option<String> {
        let world = self.timeline.world();
        let instance = world.instance(instance).expect("it was launched");
        world
            .attribute(instance, name)
            .map(std::borrow::Cow::into_owned)
    }

    fn custom_count(&self, instance: InstanceId) -> usize {
        let instance = self.timeline.world().instance(instance);
        instance.expect("it was launched").custom_attributes.len()
    }
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute {
        name: name.to_owned(),
        value: Some(value.to_owned()),
    }
}

#[test]
fn every_instance_has_the_attributes_that_amazon_ecs_sets() {
    let mut machines = machines();
    let intel = machines.of_type("c6i.large");
    let arm = machines.of_type("t4g.small");
    let expected = [
        (
            "ecs.availability-zone",
            "ap-northeast-2b",
            "ap-northeast-2b",
        ),
        ("ecs.instance-type", "c6i.large", "t4g.small"),
        ("ecs.cpu-architecture", "x86_64", "arm64"),
        ("ecs.os-type", "linux", "linux"),
        ("ecs.os-family", "LINUX", "LINUX"),
        ("ecs.capability.task-eni", "", ""),
        (
            "com.amazonaws.ecs.capability.docker-remote-api.1.17",
            "",
            "",
        ),
    ];
    for (name, on_intel, on_arm) in expected {
        assert_eq!(machines.value(intel, name).as_deref(), Some(on_intel));
        assert_eq!(machines.value(arm, name).as_deref(), Some(on_arm));
    }
    for missing in [
        "com.amazonaws.ecs.capability.docker-remote-api.1.26",
        "com.amazonaws.ecs.capability.docker-remote-api.1.33",
        "com.amazonaws.ecs.capability.logging-driver.splunk",
        "ecs.awsvpc-trunk-id",
        "stack",
    ] {
        assert_eq!(machines.value(intel, missing), None, "{missing}");
    }
    assert_eq!(
        machines.value(intel, "ecs.vpc-id"),
        machines.value(arm, "ecs.vpc-id"),
        "there is one VPC"
    );
    assert_ne!(
        machines.value(intel, "ecs.ami-id"),
        machines.value(arm, "ecs.ami-id"),
        "each processor has its image"
    );
}

#[test]
fn a_listed_attribute_is_one_that_can_be_asked_for() {
    let mut machines = machines();
    let input = LaunchInstance {
        attributes: vec![attribute("stack", "prod")],
        awsvpc_trunking: true,
        ..LaunchInstance::of(machines.cluster, "m5.large", Zone(0))
    };
    let instance = machines.launch(input);
    let listed = {
        let world = machines.timeline.world();
        world.attributes(world.instance(instance).expect("it was launched"))
    };
    assert!(listed.len() > 40, "{}", listed.len());
    for Attribute { name, value } in listed {
        let found = machines
            .value(instance, &name)
            .expect("it has what it lists");
        assert_eq!(found, value.unwrap_or_default(), "{name}");
    }
    assert!(machines.value(instance, "ecs.awsvpc-trunk-id").is_some());
}

#[test]
fn a_trunk_needs_a_type_that_has_one() {
    let mut machines = machines();
    let cluster = machines.cluster;
    let count = |machines: &mut Machines, instance_type, awsvpc_trunking| {
        let instance = machines.launch(LaunchInstance {
            awsvpc_trunking,
            ..LaunchInstance::of(cluster, instance_type, Zone(0))
        });
        let instance = machines.timeline.world().instance(instance);
        instance.expect("it was launched").remaining_eni_count()
    };
    assert_eq!(count(&mut machines, "m5.large", false), 2);
    assert_eq!(count(&mut machines, "m5.large", true), 10);
    assert_eq!(count(&mut machines, "t3.medium", true), 2);
    for row in INSTANCE_TYPES {
        assert!(row.trunk_task_eni_count == 0 || row.trunk_task_eni_count > row.task_eni_count);
    }
}

#[test]
fn attributes_are_put_and_deleted() {
    let mut machines = machines();
    let instance = machines.of_type("c6i.large");
    let before = machines.timeline.world().event_count();
    machines
        .put(vec![(instance, attribute("stack", "prod"))])
        .expect("the attribute is sound");
    machines
        .put(vec![(instance, attribute("stack", "test"))])
        .expect("an attribute may change");
    assert_eq!(machines.value(instance, "stack").as_deref(), Some("test"));
    let delete = Command::DeleteAttributes {
        cluster: machines.cluster,
        attributes: vec![
            (instance, "stack".to_owned()),
            (instance, "other".to_owned()),
        ],
    };
    accept(&mut machines.timeline, delete);
    assert_eq!(machines.value(instance, "stack"), None);
    let changes = machines.timeline.events_since(before);
    let changed = EventKind::InstanceAttributesChanged(instance);
    assert_eq!(changes.len(), 3);
    assert!(changes.iter().all(|event| event.kind == changed));
}

#[test]
fn ten_custom_attributes_are_the_most() {
    let mut machines = machines();
    let instance = machines.of_type("c6i.large");
    let ten = (0..10).map(|index| (instance, attribute(&format!("a{index}"), "x")));
    machines.put(ten.collect()).expect("ten are allowed");
    let eleventh = machines.put(vec![(instance, attribute("b", "x"))]);
    assert_eq!(eleventh, Err(Exception::AttributeLimitExceeded));
    let again = machines.put(vec![(instance, attribute("a3", "y"))]);
    assert!(again.is_ok(), "an attribute that is there may change");
    assert_eq!(machines.custom_count(instance), 10);
}

#[test]
fn attributes_that_aws_would_not_take_are_refused_whole() {
    let mut machines = machines();
    let instance = machines.of_type("c6i.large");
    let long = "x".repeat(129);
    let bad = [
        ("", "x"),
        ("has space", "x"),
        (long.as_str(), "x"),
        ("ümlaut", "x"),
        ("ecs.instance-type", "m5.large"),
        ("ecs.capability.task-eni", "x"),
        ("stack", ""),
        ("stack", " prod"),
        ("stack", "prod "),
        ("stack", "a;b"),
        ("stack", long.as_str()),
    ];
    for (name, value) in bad {
        let sound = (instance, attribute("sound", "x"));
        let answer = machines.put(vec![sound, (instance, attribute(name, value))]);
        assert_eq!(answer, Err(Exception::InvalidParameter), "{name}={value}");
        assert_eq!(machines.custom_count(instance), 0, "all or none");
    }
    let unknown = {
        let other = machines.of_type("c6i.large");
        accept(
            &mut machines.timeline,
            Command::TerminateInstance { instance: other },
        );
        other
    };
    let answer = machines.put(vec![(unknown, attribute("a", "b"))]);
    assert_eq!(answer, Err(Exception::TargetNotFound));
    assert_eq!(machines.put(vec![]), Err(Exception::InvalidParameter));
    let events = machines.timeline.events_since(EventSequence(0));
    let changed = |kind: &EventKind| matches!(kind, EventKind::InstanceAttributesChanged(_));
    assert!(!events.iter().any(|event| changed(&event.kind)));
}
