//! Worlds to draw.

use playground::{Opening, deploy, opening};
use sim::{
    ClusterId, Command, ContainerDefinition, CreateService, Image, LaunchInstance, NetworkMode,
    OnSigterm, Response, ServiceId, Start, TaskDefinition, TaskStatus, Timeline, Zone,
};

use super::player::Player;
use crate::support::{Setup, accept, bridge, definition};

/// The width and height that the map is drawn for first.
pub(super) const MAP: (f32, f32) = (780.0, 646.0);

/// The opening, with a worker service beside the web service.
pub(super) fn opening_with_worker() -> Player {
    let Opening {
        mut timeline,
        service,
        ..
    } = opening();
    let cluster = timeline
        .world()
        .service(service)
        .expect("the opening has a service")
        .cluster;
    let worker = TaskDefinition {
        family: "worker".to_owned(),
        network_mode: Some(NetworkMode::Bridge),
        container_definitions: vec![ContainerDefinition {
            name: "worker".to_owned(),
            image: "shop/worker:3".to_owned(),
            cpu_units: Some(256),
            memory_mib: Some(900),
            ..ContainerDefinition::default()
        }],
        ..TaskDefinition::default()
    };
    accept(
        &mut timeline,
        Command::RegisterTaskDefinition(Box::new(worker)),
    );
    let worker = CreateService {
        task_definition: Some("worker".to_owned()),
        desired_count: Some(6),
        ..CreateService::of(cluster, "worker")
    };
    accept(&mut timeline, Command::CreateService(Box::new(worker)));
    let after = timeline.now() + sim::Duration::from_secs(80);
    timeline.seek(after);
    Player::new(timeline, service, MAP.0, MAP.1)
}

/// Deploys another image of the web service.
pub(super) fn deploy_image(player: &mut Player, image: &str) {
    let world = player.timeline.world();
    let service = world
        .service(player.service)
        .expect("the player follows a service");
    let mut next = service.primary().definition.definition.clone();
    next.container_definitions[0].image = image.to_owned();
    player.service =
        deploy(&mut player.timeline, player.service, next).expect("the definition is valid");
}

/// An update to an image that fails its health checks, after one that is killed and one that crashes.
pub(super) fn trouble() -> Player {
    let mut player = opening_with_worker();
    let stubborn = Image {
        on_sigterm: OnSigterm::Ignores,
        ..Image::default()
    };
    let name = "playground/web:1.0".to_owned();
    accept(
        &mut player.timeline,
        Command::PushImage {
            name,
            image: stubborn,
        },
    );
    deploy_image(&mut player, "playground/failing-health:1.0");
    player.play(100, 10.0);
    let running = running(&player);
    for (task, exit_code) in running.into_iter().rev().take(2).zip([1, 137]) {
        accept(
            &mut player.timeline,
            Command::KillContainer {
                task,
                container: 0,
                exit_code,
            },
        );
    }
    player.play(21, 1.0);
    player
}

fn running(player: &Player) -> Vec<sim::TaskId> {
    player
        .timeline
        .world()
        .tasks()
        .filter(|task| {
            task.service() == Some(player.service) && task.last_status == TaskStatus::Running
        })
        .map(|task| task.id)
        .collect()
}

/// So many tasks on instances, in the middle of an update.
pub(super) fn fleet(task_count: u32, width: f32, height: f32) -> Player {
    let opening = playground::fleet(task_count, 200);
    let mut player = Player::new(opening.timeline, opening.service, width, height);
    deploy_image(&mut player, "playground/web:1.1");
    player.play(26, 10.0);
    player
}

/// Fifty tasks with network interfaces of their own on twenty instances.
pub(super) fn twenty_instances() -> Player {
    let stage = Setup {
        desired_count: 38,
        requests_per_second: 120,
        delay_seconds: 30,
        percents: (80, 130),
        ..Setup::default()
    }
    .on_instances(&["m5.xlarge"; 20])
    .build();
    let mut player = Player::new(stage.timeline, stage.service, MAP.0, 708.0);
    player.play(120, 60.0);
    deploy_image(&mut player, "playground/web:1.1");
    player.play(24, 1.0);
    player
}

/// Tasks on Fargate, on their way up.
pub(super) fn fargate() -> Player {
    let stage = Setup {
        desired_count: 9,
        requests_per_second: 20,
        ..Setup::default()
    }
    .build();
    let mut player = Player::new(stage.timeline, stage.service, MAP.0, MAP.1);
    player.play(120, 10.0);
    deploy_image(&mut player, "playground/web:1.1");
    player.play(20, 1.0);
    player
}

/// Tasks on the instances' bridges without a load balancer, counting their 40 seconds.
pub(super) fn without_load_balancer() -> Player {
    let stage = Setup {
        desired_count: 5,
        balanced: false,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&["t3.small", "t3.medium", "m5.large"])
    .build();
    let mut player = Player::new(stage.timeline, stage.service, MAP.0, MAP.1);
    player.play(20, 1.0);
    player
}

/// A service that wants more than its machines can hold.
pub(super) fn too_small() -> Player {
    let stage = Setup {
        desired_count: 9,
        definition: TaskDefinition {
            memory_mib: Some(1_024),
            ..definition("shop/web:1")
        },
        ..Setup::default()
    }
    .on_instances(&["t3.small", "t3.medium", "t3.medium"])
    .build();
    let mut player = Player::new(stage.timeline, stage.service, MAP.0, MAP.1);
    player.play(60, 1.0);
    player
}

/// A service without a single machine to run on.
pub(super) fn no_machines() -> Player {
    let stage = Setup {
        requests_per_second: 5,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&[])
    .build();
    let mut player = Player::new(stage.timeline, stage.service, MAP.0, MAP.1);
    player.play(15, 1.0);
    player
}

/// A world in which nobody has asked for anything: the service that is looked at is of another world.
pub(super) fn nothing() -> Player {
    let (service, _) = other_service();
    Player::new(Timeline::new(Start::default()), service, MAP.0, MAP.1)
}

/// A cluster with machines and no service.
pub(super) fn no_service() -> Player {
    let (service, _) = other_service();
    let mut timeline = Timeline::new(Start::default());
    let cluster = cluster(&mut timeline);
    launch(&mut timeline, cluster, &[0, 1, 2, 0]);
    Player::new(timeline, service, MAP.0, MAP.1)
}

fn other_service() -> (ServiceId, ClusterId) {
    let stage = Setup::default().build();
    (stage.service, stage.cluster)
}

fn cluster(timeline: &mut Timeline) -> ClusterId {
    let name = "production".to_owned();
    match accept(timeline, Command::CreateCluster { name }) {
        Response::Cluster(cluster) => cluster,
        other => panic!("CreateCluster answers with a cluster, not {other:?}"),
    }
}

fn launch(timeline: &mut Timeline, cluster: ClusterId, zones: &[u8]) {
    for zone in zones {
        let launch = LaunchInstance::of(cluster, "c6i.large", Zone(*zone)).into();
        accept(timeline, launch);
    }
}

/// Six zones with two machines each.
pub(super) fn six_zones() -> Player {
    let mut timeline = Timeline::new(Start {
        zone_count: 6,
        ..Start::default()
    });
    let cluster = cluster(&mut timeline);
    launch(
        &mut timeline,
        cluster,
        &[0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5],
    );
    accept(
        &mut timeline,
        Command::RegisterTaskDefinition(Box::new(bridge("shop/web:1"))),
    );
    let input = CreateService {
        task_definition: Some("web".to_owned()),
        desired_count: Some(20),
        ..CreateService::of(cluster, "web")
    };
    let Response::Service { service, .. } =
        accept(&mut timeline, Command::CreateService(Box::new(input)))
    else {
        panic!("CreateService answers with a service");
    };
    let mut player = Player::new(timeline, service, MAP.0, MAP.1);
    player.play(12, 1.0);
    player
}

/// Every world with its name.
pub(super) fn all() -> Vec<(&'static str, Player)> {
    vec![
        ("trouble", trouble()),
        ("twenty-instances", twenty_instances()),
        ("fargate", fargate()),
        ("without-load-balancer", without_load_balancer()),
        ("too-small", too_small()),
        ("no-machines", no_machines()),
        ("nothing", nothing()),
        ("no-service", no_service()),
        ("six-zones", six_zones()),
        ("fleet-50", fleet(50, 780.0, 708.0)),
        ("fleet-200", fleet(200, 780.0, 708.0)),
        ("fleet-1000", fleet(1_000, 780.0, 708.0)),
    ]
}
