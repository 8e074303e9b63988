//! What holds of placement in every world: thousands of small ones, drawn from seeds.

use sim::{
    Change, Command, Constraint, INSTANCE_TYPES, InstanceId, LaunchInstance, NetworkMode,
    PortMapping, Request, Strategy, TaskDefinition, TaskGroup, TransportProtocol, Verdict, Zone,
    choose, explain, failures, rooms, smallest_changes,
};

use super::yard::{Yard, attribute, bare, query};
use crate::support::accept;

/// A small source of numbers.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (value ^ (value >> 31)) % sides
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len() as u64) as usize].clone()
    }
}

const EXPRESSIONS: [&str; 8] = [
    "attribute:stack == prod",
    "attribute:stack != prod and attribute:ecs.instance-type =~ (t3|m5).*",
    "attribute:rack exists",
    "attribute:ecs.availability-zone in [ap-northeast-2a, ap-northeast-2c]",
    "runningTasksCount < 2",
    "not(task:group == other)",
    "attribute:rack == 1 or attribute:rack == 2",
    "agentVersion >= 1.14.5",
];

fn draw_definition(dice: &mut Dice, family: &str) -> TaskDefinition {
    let cpu_units = dice.pick(&[128, 256, 1_024, 3_000]);
    let memory_mib = dice.pick(&[64, 512, 1_900, 3_900, 9_000]);
    let mut definition = bare(family, cpu_units, memory_mib);
    definition.network_mode = Some(dice.pick(&[
        NetworkMode::Bridge,
        NetworkMode::Bridge,
        NetworkMode::Awsvpc,
        NetworkMode::Host,
    ]));
    let is_bridge = definition.network_mode == Some(NetworkMode::Bridge);
    let ports = dice.pick(&[vec![], vec![], vec![80], vec![53, 80]]);
    definition.container_definitions[0].port_mappings = ports
        .into_iter()
        .map(|port| PortMapping {
            container_port: port,
            host_port: (is_bridge && dice.roll(2) == 0).then_some(port),
            protocol: dice.pick(&[TransportProtocol::Tcp, TransportProtocol::Udp]),
            ..PortMapping::default()
        })
        .collect();
    definition
}

fn draw_strategy(dice: &mut Dice) -> Vec<Strategy> {
    let count = dice.roll(4);
    let one = |dice: &mut Dice| {
        dice.pick(&[
            Strategy::Random,
            Strategy::SpreadInstance,
            Strategy::SpreadAttribute("ecs.availability-zone".to_owned()),
            Strategy::SpreadAttribute("rack".to_owned()),
            Strategy::SpreadAttribute("ecs.instance-type".to_owned()),
            Strategy::BinpackCpu,
            Strategy::BinpackMemory,
        ])
    };
    (0..count).map(|_| one(dice)).collect()
}

fn draw_constraints(dice: &mut Dice) -> Vec<Constraint> {
    let mut constraints = Vec::new();
    if dice.roll(4) == 0 {
        constraints.push(Constraint::DistinctInstance);
    }
    for _ in 0..dice.roll(3) {
        let expression = dice.pick(&EXPRESSIONS);
        constraints.push(query(expression));
    }
    constraints
}

/// Machines with tasks on them, and one more task that looks for a place.
fn draw_world(seed: u64) -> (Yard, Request) {
    let mut dice = Dice(seed);
    let mut yard = Yard::new(seed);
    for family in ["a", "b", "c"] {
        yard.register(draw_definition(&mut dice, family));
    }
    for _ in 0..dice.roll(7) {
        let mut attributes = Vec::new();
        if dice.roll(2) == 0 {
            attributes.push(attribute("stack", dice.pick(&["prod", "test"])));
        }
        if dice.roll(2) == 0 {
            attributes.push(attribute("rack", dice.pick(&["1", "2"])));
        }
        let types = [
            "t2.micro",
            "t3.small",
            "c5.large",
            "m5.large",
            "t4g.small",
            "m5.xlarge",
        ];
        yard.launch_as(LaunchInstance {
            attributes,
            awsvpc_trunking: dice.roll(2) == 0,
            ..LaunchInstance::of(yard.cluster, dice.pick(&types), Zone(dice.roll(3) as u8))
        });
    }
    for _ in 0..dice.roll(12) {
        let family = dice.pick(&["a", "b", "c"]);
        run(&mut yard, &mut dice, family);
        sim::check_invariants(yard.world());
    }
    let machines: Vec<InstanceId> = yard.world().instances().map(|found| found.id).collect();
    if !machines.is_empty() && dice.roll(3) == 0 {
        let drain = Command::UpdateContainerInstancesState {
            cluster: yard.cluster,
            container_instances: vec![dice.pick(&machines)],
            status: sim::InstanceStatus::Draining,
        };
        accept(&mut yard.timeline, drain);
    }
    let family = dice.pick(&["a", "b", "c"]);
    let zones = zones_for(&yard, &mut dice, family);
    let service = yard.serve(family, 0, |input| input.subnet_zones = zones);
    let mut request = yard.request(service);
    if dice.roll(3) > 0 {
        request.group = TaskGroup::Named(dice.pick(&["own", "other"]).to_owned());
    }
    request.strategy = draw_strategy(&mut dice);
    request.constraints = draw_constraints(&mut dice);
    (yard, request)
}

/// Subnets for a task with a network interface of its own.
fn zones_for(yard: &Yard, dice: &mut Dice, family: &str) -> Vec<Zone> {
    let revision = &yard.world().revisions(family)[0];
    if revision.revision.definition.network_mode == Some(NetworkMode::Awsvpc) {
        let zones = [
            vec![Zone(0)],
            vec![Zone(1), Zone(2)],
            vec![Zone(0), Zone(1), Zone(2)],
        ];
        return dice.pick(&zones);
    }
    vec![]
}

fn run(yard: &mut Yard, dice: &mut Dice, family: &str) {
    let zones = zones_for(yard, dice, family);
    let group = dice.pick(&["own", "other"]).to_owned();
    let strategies = draw_strategy(dice);
    let constraints = draw_constraints(dice);
    if yard.world().instances().count() == 0 {
        return;
    }
    // A full cluster is as good a world as any.
    let _ = yard.run(family, |input| {
        input.subnet_zones = zones;
        input.group = Some(group);
        input.placement_strategy = strategies.iter().map(Strategy::shape).collect();
        input.placement_constraints = constraints.iter().map(Constraint::shape).collect();
    });
}

#[test]
fn the_choice_is_the_best_that_the_explanation_ranks() {
    let mut placed_count = 0;
    for seed in 0..3_000 {
        let (yard, request) = draw_world(seed);
        let world = yard.world();
        let explanation = explain(world, &request);
        let (place, tally) = choose(world, &request);
        assert_eq!(place, explanation.place, "seed {seed}");
        assert_eq!(tally.shortfall, explanation.shortfall, "seed {seed}");
        let best = explanation.ranking().first().map(|(instance, _)| *instance);
        assert_eq!(place.and_then(|place| place.instance), best, "seed {seed}");
        placed_count += u32::from(place.is_some());

        let fits = |id: InstanceId| {
            let candidate = explanation.candidate(id).expect("every instance was asked");
            candidate.verdict.fits()
        };
        for (id, room) in rooms(world, &request) {
            assert_eq!(room > 0, fits(id), "seed {seed}");
        }
        for (id, reason) in failures(world, &request) {
            let candidate = explanation.candidate(id).expect("every instance was asked");
            let Verdict::Lacks(lacks, _) = &candidate.verdict else {
                panic!("seed {seed}: what fits does not fail");
            };
            assert_eq!(lacks[0].reason(), reason, "seed {seed}");
        }
    }
    assert!(
        (600..2_900).contains(&placed_count),
        "worlds are mixed: {placed_count}"
    );
}

#[test]
fn the_funnel_narrows_to_one_winner() {
    for seed in 3_000..4_000 {
        let (yard, request) = draw_world(seed);
        let explanation = explain(yard.world(), &request);
        let remaining: Vec<u32> = explanation
            .funnel
            .iter()
            .map(|level| level.remaining)
            .collect();
        assert!(
            remaining.is_sorted_by(|before, after| before >= after),
            "seed {seed}: {remaining:?}"
        );
        assert_eq!(remaining[0] as usize, explanation.candidates.len());
        let last = remaining.last().copied();
        assert_eq!(
            last,
            Some(u32::from(explanation.place.is_some())),
            "seed {seed}"
        );
        let fit_count = explanation.ranking().len();
        assert_eq!(
            remaining[4] as usize, fit_count,
            "seed {seed}: what passes all filters fits"
        );
    }
}

#[test]
fn each_smallest_change_places_the_task_and_nothing_smaller_does() {
    let mut kinds = std::collections::BTreeMap::new();
    for seed in 10_000..12_500 {
        let (yard, request) = draw_world(seed);
        let world = yard.world();
        let changes = smallest_changes(world, &request);
        if choose(world, &request).0.is_some() {
            assert_eq!(changes, [], "seed {seed}");
            continue;
        }
        for change in &changes {
            let (then, request_then) = change.applied(world, &request).expect("AWS would take it");
            assert!(
                choose(&then, &request_then).0.is_some(),
                "seed {seed}: {change:?}"
            );
            let smaller = smaller_ones(&yard, &request, change);
            for smaller in smaller {
                assert!(
                    !smaller.helps(world, &request),
                    "seed {seed}: {smaller:?} is less than {change:?}"
                );
            }
            let name = format!("{change:?}");
            let kind = name.split([' ', '(']).next().unwrap_or_default().to_owned();
            *kinds.entry(kind).or_insert(0) += 1;
        }
    }
    for kind in [
        "TaskSize",
        "AddInstance",
        "StopTasks",
        "DynamicHostPorts",
        "DropConstraints",
        "PutAttribute",
        "AddSubnet",
        "Activate",
    ] {
        assert!(
            kinds.get(kind).is_some_and(|count| *count >= 5),
            "{kind} is drawn: {kinds:?}"
        );
    }
}

/// Changes of the same kind that take less.
fn smaller_ones(yard: &Yard, request: &Request, change: &Change) -> Vec<Change> {
    match change {
        Change::TaskSize {
            cpu_units,
            memory_mib,
        } => {
            let more_cpu = cpu_units.map(|units| Change::TaskSize {
                cpu_units: Some(units + 1),
                memory_mib: *memory_mib,
            });
            let more_memory = memory_mib.map(|mib| Change::TaskSize {
                cpu_units: *cpu_units,
                memory_mib: Some(mib + 1),
            });
            let only = |cpu_units: Option<u32>, memory_mib: Option<u32>| Change::TaskSize {
                cpu_units,
                memory_mib,
            };
            let mut smaller: Vec<Change> = [more_cpu, more_memory].into_iter().flatten().collect();
            if cpu_units.is_some() && memory_mib.is_some() {
                smaller.extend([only(*cpu_units, None), only(None, *memory_mib)]);
            }
            smaller
        }
        Change::AddInstance { instance_type, .. } => smaller_instances(yard, instance_type),
        Change::StopTasks { instance, tasks } => without_each(tasks)
            .map(|tasks| Change::StopTasks {
                instance: *instance,
                tasks,
            })
            .collect(),
        Change::DropConstraints(places) if places.len() > 1 => (0..request.constraints.len())
            .map(|place| Change::DropConstraints(vec![place]))
            .collect(),
        Change::DropConstraints(_) => vec![Change::DropConstraints(vec![])],
        _ => vec![],
    }
}

fn without_each<T: Clone>(all: &[T]) -> impl Iterator<Item = Vec<T>> {
    (0..all.len()).map(|left_out| {
        let others = all
            .iter()
            .enumerate()
            .filter(move |(place, _)| *place != left_out);
        others.map(|(_, one)| one.clone()).collect()
    })
}

/// Smaller types in every zone, with every set of attributes that an instance of the cluster has.
fn smaller_instances(yard: &Yard, instance_type: &str) -> Vec<Change> {
    let row = |name: &str| INSTANCE_TYPES.iter().find(|row| row.name == name);
    let size = |row: &sim::InstanceType| (row.vcpu_count, row.nominal_memory_mib);
    let chosen = size(row(instance_type).expect("it is in the table"));
    let mut liveries = vec![vec![]];
    for instance in yard.world().instances() {
        let attributes = instance.custom_attributes.iter();
        liveries.push(
            attributes
                .map(|(name, value)| attribute(name, value))
                .collect(),
        );
    }
    let mut smaller = Vec::new();
    for row in INSTANCE_TYPES.iter().filter(|row| size(row) < chosen) {
        for zone in 0..3 {
            for awsvpc_trunking in [false, true] {
                for attributes in &liveries {
                    smaller.push(Change::AddInstance {
                        instance_type: row.name,
                        zone: Zone(zone),
                        awsvpc_trunking,
                        attributes: attributes.clone(),
                    });
                }
            }
        }
    }
    smaller
}
