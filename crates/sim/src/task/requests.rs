//! What is asked of tasks, and done to them.

use alloc::format;
use alloc::string::String;

use crate::limits::STOP_REASON_MAX;
use crate::{ClusterId, Rejection, Response, StopCode, StopReason, StopTaskOrder, TaskId, World};

impl World {
    pub(crate) fn handle_stop_task(
        &mut self,
        cluster: Option<ClusterId>,
        id: TaskId,
        reason: Option<String>,
    ) -> Result<Response, Rejection> {
        let task = self
            .task(id)
            .ok_or_else(|| Rejection::invalid_parameter("The referenced task was not found."))?;
        if let Some(cluster) = cluster {
            self.check_same_cluster(task.cluster, cluster)?;
        }
        if reason
            .as_ref()
            .is_some_and(|reason| reason.len() > STOP_REASON_MAX)
        {
            return Err(Rejection::invalid_parameter(format!(
                "A reason has at most {STOP_REASON_MAX} characters."
            )));
        }
        if !task.is_active() {
            return Ok(Response::Done);
        }
        let reason = reason.map_or(StopReason::StoppedByUser, StopReason::UserReason);
        let runs = task.has_run();
        match self.start.switches.stop_task {
            StopTaskOrder::SignalsAtOnce if runs => {
                self.stop_task_at_once(id, StopCode::UserInitiated, reason);
            }
            _ => self.stop_task(id, StopCode::UserInitiated, reason),
        }
        Ok(Response::Done)
    }

    pub(crate) fn kill_container(
        &mut self,
        id: TaskId,
        container: usize,
        exit_code: u8,
    ) -> Result<Response, Rejection> {
        let alive = self
            .task(id)
            .and_then(|task| task.containers.get(container))
            .is_some_and(crate::Container::is_alive);
        if !alive {
            return Err(Rejection::playground("This container does not run."));
        }
        self.end_process(id, container, exit_code);
        Ok(Response::Done)
    }

    pub(crate) fn fill_memory(
        &mut self,
        id: TaskId,
        container: usize,
    ) -> Result<Response, Rejection> {
        let task = self
            .task(id)
            .filter(|task| {
                task.containers
                    .get(container)
                    .is_some_and(crate::Container::is_alive)
            })
            .ok_or_else(|| Rejection::playground("This container does not run."))?;
        if task.memory_limit_mib(container).is_none() {
            return Err(Rejection::playground(
                "This container has no memory limit: neither of its own nor of its task.",
            ));
        }
        self.run_out_of_memory(id, container);
        Ok(Response::Done)
    }
}
