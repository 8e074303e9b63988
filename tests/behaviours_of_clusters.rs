//! What becomes of clusters, one sentence a test.

use sim::{
    ByLaunchType, ClusterCounters, ClusterStatus, Command, Duration, LaunchInstance, Response,
    TaskStatus, Zone,
};

use crate::support::{Setup, Stage, accept, bridge};

fn delete(stage: &Stage) -> Command {
    Command::DeleteCluster {
        cluster: stage.cluster,
    }
}

fn status(stage: &Stage) -> ClusterStatus {
    let cluster = stage.timeline.world().cluster(stage.cluster);
    cluster.expect("a deleted cluster is described").status
}

fn on_two_instances() -> Stage {
    Setup {
        balanced: false,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&["m5.large", "m5.large"])
    .build()
}

fn delete_service(stage: &mut Stage) {
    let service = stage.service;
    accept(
        &mut stage.timeline,
        Command::DeleteService {
            service,
            force: true,
        },
    );
}

#[test]
fn a_cluster_is_deleted_once_its_services_instances_and_tasks_are_gone() {
    let mut stage = on_two_instances();
    stage.settle();
    let command = delete(&stage);
    assert_eq!(
        stage.refusal(command.clone()),
        "ClusterContainsServicesException: The Cluster cannot be deleted while Services are active."
    );
    delete_service(&mut stage);
    stage.pass(Duration::from_secs(60));
    assert_eq!(
        stage.refusal(command.clone()),
        "ClusterContainsContainerInstancesException: The Cluster cannot be deleted while Container Instances are \
         active or draining."
    );
    for instance in stage.instances() {
        accept(&mut stage.timeline, Command::TerminateInstance { instance });
    }
    accept(&mut stage.timeline, command);
    assert_eq!(status(&stage), ClusterStatus::Inactive);
}

#[test]
fn a_cluster_with_a_task_that_still_stops_is_kept() {
    let mut stage = Setup::default().build();
    stage.settle();
    delete_service(&mut stage);
    let service_is_gone = |stage: &Stage| stage.service().status == sim::ServiceStatus::Inactive;
    while !service_is_gone(&stage) {
        stage.pass(Duration::from_secs(1));
    }
    assert!(
        !stage.tasks_in(TaskStatus::Stopping).is_empty(),
        "the service is gone before its tasks"
    );
    let command = delete(&stage);
    assert_eq!(
        stage.refusal(command.clone()),
        "ClusterContainsTasksException: The Cluster cannot be deleted while Tasks are active."
    );
    stage.pass(Duration::from_secs(120));
    accept(&mut stage.timeline, command);
}

#[test]
fn nothing_is_asked_of_a_deleted_cluster_until_it_is_created_again() {
    let mut stage = on_two_instances();
    delete_service(&mut stage);
    stage.pass(Duration::from_secs(120));
    for instance in stage.instances() {
        accept(&mut stage.timeline, Command::TerminateInstance { instance });
    }
    let command = delete(&stage);
    accept(&mut stage.timeline, command.clone());
    let launch: Command = LaunchInstance::of(stage.cluster, "m5.large", Zone(0)).into();
    for refused in [command, launch.clone()] {
        assert_eq!(
            stage.refusal(refused),
            "ClusterNotFoundException: Cluster not found."
        );
    }
    let name = "default".to_owned();
    let answer = accept(&mut stage.timeline, Command::CreateCluster { name });
    assert_eq!(answer, Response::Cluster(stage.cluster));
    let created_at = stage.timeline.world().cluster(stage.cluster);
    assert_eq!(
        created_at.expect("it is there").created_at,
        stage.now(),
        "it is as new"
    );
    accept(&mut stage.timeline, launch);
}

#[test]
fn a_cluster_counts_its_services_instances_and_tasks() {
    let mut stage = on_two_instances();
    let counters = |stage: &Stage| stage.timeline.world().cluster_counters(stage.cluster);
    let two = ByLaunchType { ec2: 2, fargate: 0 };
    let one = ByLaunchType { ec2: 1, fargate: 0 };
    while stage.tasks_in(TaskStatus::Pending).len() < 2 {
        stage.pass(Duration::from_millis(500));
    }
    let expected = ClusterCounters {
        registered_container_instances_count: 2,
        pending_tasks: two,
        active_services: one,
        ..ClusterCounters::default()
    };
    assert_eq!(counters(&stage), expected);
    stage.settle();
    let expected = ClusterCounters {
        running_tasks: two,
        pending_tasks: ByLaunchType::default(),
        ..expected
    };
    assert_eq!(counters(&stage), expected);
    delete_service(&mut stage);
    let expected = ClusterCounters {
        active_services: ByLaunchType::default(),
        draining_services: one,
        ..expected
    };
    assert_eq!(counters(&stage), expected);
    assert_eq!(expected.running_tasks.total(), 2);
}
