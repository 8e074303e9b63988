//! A change of what is there when it is carried out, not of what a panel last showed: edits in quick succession do not
//! lose each other.

use std::fmt;
use std::rc::Rc;

use sim::{Command, World};

type Make = dyn Fn(&World) -> Option<Command>;

/// Makes a command of the world as it is.
#[derive(Clone)]
pub(crate) struct Amendment(Rc<Make>);

impl Amendment {
    /// An amendment that asks nothing where it makes no command.
    pub(crate) fn new(make: impl Fn(&World) -> Option<Command> + 'static) -> Self {
        Self(Rc::new(make))
    }

    /// What to ask of this world.
    pub(crate) fn command(&self, world: &World) -> Option<Command> {
        (self.0)(world)
    }
}

impl PartialEq for Amendment {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Amendment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Amendment")
    }
}
