//! The scenarios and the misconceptions of Amazon ECS as scripts: each plays by itself and shows what to watch.

use words::{MisconceptionText, ScenarioText};

/// A scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Its letter, `A` to `P`.
    pub letter: char,
    /// The name of its script.
    pub id: &'static str,
    /// Its title, and what to watch.
    pub text: ScenarioText,
    /// Its script.
    pub script: &'static str,
}

/// A misconception, and a script that clears it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misconception {
    /// Its number, 1 to 30.
    pub number: u8,
    /// The name of its script: its own, or that of a scenario.
    pub id: &'static str,
    /// The belief, and the truth.
    pub text: MisconceptionText,
    /// Its script.
    pub script: &'static str,
}

/// Everything that can be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scenarios {
    /// By letter.
    pub scenarios: &'static [Scenario],
    /// By number.
    pub misconceptions: &'static [Misconception],
}

impl Scenarios {
    /// The script of a scenario or a misconception by its name.
    pub fn script(&self, id: &str) -> Option<&'static str> {
        let scenarios = self.scenarios.iter().map(|row| (row.id, row.script));
        let misconceptions = self.misconceptions.iter().map(|row| (row.id, row.script));
        let mut all = scenarios.chain(misconceptions);
        all.find(|(known, _)| *known == id)
            .map(|(_, script)| script)
    }
}

/// A row is a letter or a number, the name of a file in `scenarios/`, and its text in `words`.
macro_rules! rows {
    ($kind:ident { $place:ident } $text:ident: $($at:literal $id:literal $variant:ident;)+) => {
        &[$($kind {
            $place: $at,
            id: $id,
            text: $text::$variant,
            script: include_str!(concat!("../scenarios/", $id, ".json")),
        },)+]
    };
}

/// All of them; nothing else refers to their scripts, so that a page may fetch them late.
pub const fn scenarios() -> Scenarios {
    Scenarios {
        scenarios: rows! { Scenario { letter } ScenarioText:
            'A' "slow_rollout" SlowRollout;
            'B' "fast_rollout" FastRollout;
            'C' "stuck" Stuck;
            'D' "bad_image" BadImage;
            'E' "failing_health" FailingHealth;
            'F' "slow_boot" SlowBoot;
            'G' "no_sigterm" NoSigterm;
            'H' "host_port_clash" HostPortClash;
            'I' "eni_limit" EniLimit;
            'J' "drain" Drain;
            'K' "spot_loss" SpotLoss;
            'L' "canary_with_pause" PausedCanary;
            'M' "protection" Protection;
            'N' "agent_disconnect" AgentDisconnect;
            'O' "binpack_and_spread" BinpackAndSpread;
            'P' "two_task_sets" TwoTaskSets;
        },
        misconceptions: rows! { Misconception { number } MisconceptionText:
            1 "misconception_01_registering" RegisteringUpdates;
            2 "misconception_02_pushing" PushingRedeploys;
            3 "slow_rollout" SigtermComesFirst;
            4 "misconception_04_stop_timeout" StopTimeoutProtects;
            5 "misconception_05_slow" EcsIsSlow;
            6 "slow_rollout" IdleIsImmediate;
            7 "misconception_07_half_of_one" HalfOfOne;
            8 "stuck" QuarterOfThree;
            9 "misconception_09_hundred" HundredIsSafest;
            10 "misconception_10_running" RunningIsHealthy;
            11 "misconception_11_grace" GraceMakesHealthy;
            12 "misconception_12_grace_of_each" GraceStartsAtDeployment;
            13 "misconception_13_two_checks" ChecksAreTheSame;
            14 "misconception_14_dockerfile" DockerfileIsUsed;
            15 "misconception_15_crashes" BreakerCatchesCrashes;
            16 "misconception_16_threshold" ThresholdIsTen;
            17 "misconception_17_first" RollbackAlwaysWorks;
            18 "misconception_18_rolled_back" RollbackIsSaved;
            19 "misconception_19_no_capacity" NoCapacityTrips;
            20 "misconception_20_killed" KilledIsOutOfMemory;
            21 "misconception_21_terminated" TerminatedIsAnError;
            22 "no_sigterm" NeverGetsSigterm;
            23 "misconception_23_sidecar" SidecarIsHarmless;
            24 "misconception_24_draining" DrainingKills;
            25 "misconception_25_drained" DrainingTerminates;
            26 "agent_disconnect" DisconnectedIsDead;
            27 "misconception_27_best_effort" SpreadGuarantees;
            28 "misconception_28_cpu_is_left" CpuIsEnough;
            29 "misconception_29_scaling_in" ScalesInWhileDeploying;
            30 "misconception_30_fallback" SpotFallsBack;
        },
    }
}
