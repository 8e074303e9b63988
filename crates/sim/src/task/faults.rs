//! Faults in one process and in a zone: what they change at once, and what is felt later.

use alloc::vec::Vec;

use crate::event::EventKind;
use crate::{
    ContainerStage, Fault, InstanceId, LaunchType, ProcessFaults, Rejection, Response, Task,
    TaskId, TaskStatus, World, Zone,
};

impl World {
    pub(crate) fn handle_fault(&mut self, fault: Fault) -> Result<Response, Rejection> {
        match fault {
            Fault::Process {
                task,
                container,
                faults,
            } => self.change_process(task, container, faults),
            Fault::LoseZone(zone) => self.lose_zone(zone),
        }
    }

    fn change_process(
        &mut self,
        id: TaskId,
        container: usize,
        faults: ProcessFaults,
    ) -> Result<Response, Rejection> {
        faults.check()?;
        let part = self
            .task(id)
            .and_then(|task| task.containers.get(container))
            .filter(|part| matches!(part.stage, ContainerStage::Running { .. }))
            .ok_or_else(|| {
                Rejection::playground("This container does not run, or has been told to stop.")
            })?;
        if part.faults == faults {
            return Ok(Response::Done);
        }
        self.task_mut(id).containers[container].faults = faults;
        self.emit(EventKind::ProcessFaultsChanged {
            task: id,
            container,
            to: faults,
        });
        self.target_answers_change(id, container);
        self.container_answers_change(id, container);
        Ok(Response::Done)
    }

    /// Every machine and every task on Fargate in a zone is gone. Rule: `LostFargateHost`.
    fn lose_zone(&mut self, zone: Zone) -> Result<Response, Rejection> {
        let lost: Vec<InstanceId> = self
            .instances()
            .filter(|instance| instance.zone == zone && !instance.is_gone)
            .map(|instance| instance.id)
            .collect();
        let is_on_fargate = |task: &Task| {
            task.launch_type == LaunchType::Fargate && task.last_status != TaskStatus::Stopped
        };
        let tasks: Vec<TaskId> = self
            .tasks()
            .filter(|task| task.zone == zone && is_on_fargate(task))
            .map(|task| task.id)
            .collect();
        if lost.is_empty() && tasks.is_empty() {
            return Err(Rejection::playground(
                "There is no container instance and no task on Fargate in this Availability Zone.",
            ));
        }
        for instance in lost {
            self.terminate_instance(instance)?;
        }
        for task in tasks {
            self.lose_fargate_task(task);
        }
        Ok(Response::Done)
    }
}
