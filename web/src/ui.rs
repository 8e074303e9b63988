//! Which parts of the page are open: a pure function of what a person does and how wide the window is.

/// How the parts of the page are placed, by the width of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Editor, picture and details side by side.
    Wide,
    /// The details lie over the picture.
    Overlay,
    /// The editor too comes out of its side over the picture.
    Drawer,
    /// Everything is in a sheet at the bottom, with tabs.
    Sheet,
}

impl Layout {
    /// The least widths of all but the last, in CSS pixels.
    pub(crate) const WIDTHS: [(Self, u32); 3] = [
        (Self::Wide, 1280),
        (Self::Overlay, 1024),
        (Self::Drawer, 720),
    ];

    /// What the style sheets know it by.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Wide => "app-wide",
            Self::Overlay => "app-overlay",
            Self::Drawer => "app-drawer",
            Self::Sheet => "app-sheet",
        }
    }
}

/// One panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pane {
    /// The task definition.
    Editor,
    /// What is selected.
    Inspector,
    /// What the service says.
    Events,
    /// What the states look like.
    Legend,
}

impl Pane {
    /// Every panel, in the order of the tabs.
    pub(crate) const ALL: [Self; 4] = [Self::Editor, Self::Inspector, Self::Events, Self::Legend];

    /// The id of its element.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Editor => "pane-editor",
            Self::Inspector => "pane-inspector",
            Self::Events => "pane-events",
            Self::Legend => "pane-legend",
        }
    }
}

/// How high the sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sheet {
    /// Only its tabs.
    Peek,
    /// The picture and a panel.
    Half,
    /// Nearly everything.
    Full,
}

impl Sheet {
    /// What the style sheets know it by.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Peek => "app-sheet-peek",
            Self::Half => "app-sheet-half",
            Self::Full => "app-sheet-full",
        }
    }

    const fn higher(self) -> Self {
        match self {
            Self::Peek => Self::Half,
            Self::Half | Self::Full => Self::Full,
        }
    }

    const fn lower(self) -> Self {
        match self {
            Self::Full => Self::Half,
            Self::Half | Self::Peek => Self::Peek,
        }
    }
}

/// What is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ui {
    /// How the parts are placed.
    pub(crate) layout: Layout,
    /// The tab of the sheet.
    pub(crate) tab: Pane,
    /// The height of the sheet.
    pub(crate) sheet: Sheet,
    /// Whether the drawer is out.
    pub(crate) editor_open: bool,
    /// Whether the details lie over the picture.
    pub(crate) details_open: bool,
    /// Whether the list of keys is shown.
    pub(crate) help_open: bool,
    /// Whether the menu of scenarios is shown, as soon as it is there.
    pub(crate) menu_open: bool,
}

/// What changes that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UiAction {
    /// The window has another width.
    Place(Layout),
    /// A tab of the sheet was pressed.
    Show(Pane),
    /// The sheet's handle was pressed: higher, and from the top down again.
    ResizeSheet,
    /// The sheet's handle was drawn up.
    RaiseSheet,
    /// The sheet's handle was drawn down.
    LowerSheet,
    /// Something was selected.
    Inspect,
    /// The drawer comes out or goes in.
    ToggleEditor,
    /// The details come or go.
    ToggleDetails,
    /// The list of keys comes.
    OpenHelp,
    /// The list of keys was closed.
    CloseHelp,
    /// The menu of scenarios comes.
    OpenMenu,
    /// The menu of scenarios was closed.
    CloseMenu,
    /// Whatever lies over the picture goes.
    Dismiss,
}

impl Ui {
    /// What is open at first.
    pub(crate) const fn new(layout: Layout) -> Self {
        Self {
            layout,
            tab: Pane::Editor,
            sheet: Sheet::Half,
            editor_open: false,
            details_open: false,
            help_open: false,
            menu_open: false,
        }
    }

    /// Whether a panel can be seen.
    pub(crate) fn shows(&self, pane: Pane) -> bool {
        match (self.layout, pane) {
            (Layout::Sheet, pane) => self.tab == pane,
            // Beside the picture, the inspector shows the legend while nothing is selected.
            (_, Pane::Legend) => false,
            (Layout::Wide | Layout::Overlay, Pane::Editor) | (Layout::Wide, _) => true,
            (Layout::Drawer, Pane::Editor) => self.editor_open,
            (Layout::Overlay | Layout::Drawer, _) => self.details_open,
        }
    }

    /// Whether a panel lies over the picture that Esc would close.
    pub(crate) const fn has_overlay(&self) -> bool {
        let in_drawer = matches!(self.layout, Layout::Drawer) && self.editor_open;
        let over_picture =
            matches!(self.layout, Layout::Overlay | Layout::Drawer) && self.details_open;
        in_drawer || over_picture
    }

    /// What is open after an action.
    pub(crate) const fn after(mut self, action: UiAction) -> Self {
        match action {
            UiAction::Place(layout) => self.layout = layout,
            UiAction::Show(pane) => {
                self.tab = pane;
                self.uncover_sheet();
            }
            UiAction::ResizeSheet if matches!(self.sheet, Sheet::Full) => self.sheet = Sheet::Peek,
            UiAction::ResizeSheet | UiAction::RaiseSheet => self.sheet = self.sheet.higher(),
            UiAction::LowerSheet => self.sheet = self.sheet.lower(),
            UiAction::Inspect => {
                self.details_open = true;
                self.tab = Pane::Inspector;
                self.uncover_sheet();
            }
            UiAction::ToggleEditor => {
                self.editor_open = !self.editor_open;
                self.tab = Pane::Editor;
                self.uncover_sheet();
            }
            UiAction::ToggleDetails => self.details_open = !self.details_open,
            UiAction::OpenHelp => self.help_open = true,
            UiAction::CloseHelp => self.help_open = false,
            UiAction::OpenMenu => self.menu_open = true,
            UiAction::CloseMenu => self.menu_open = false,
            UiAction::Dismiss => {
                self.editor_open = false;
                self.details_open = false;
            }
        }
        self
    }

    const fn uncover_sheet(&mut self) {
        if matches!(self.sheet, Sheet::Peek) {
            self.sheet = Sheet::Half;
        }
    }
}
