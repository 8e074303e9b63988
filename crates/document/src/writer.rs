//! Writes JSON as AWS's tools show it: two spaces a level, or with no blanks at all.

/// JSON that is being written.
pub(crate) struct Writer {
    text: String,
    /// Whether each member and element stands on its own line.
    is_pretty: bool,
    depth: usize,
    /// Whether the object or array that is being written has something in it.
    has_elements: bool,
}

impl Writer {
    /// Writes for people.
    pub(crate) fn pretty() -> Self {
        Self::new(true)
    }

    /// Writes as little as possible.
    pub(crate) fn compact() -> Self {
        Self::new(false)
    }

    fn new(is_pretty: bool) -> Self {
        Self {
            text: String::new(),
            is_pretty,
            depth: 0,
            has_elements: false,
        }
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// Begins an object or an array.
    pub(crate) fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.depth += 1;
        self.has_elements = false;
    }

    /// Ends what [`Writer::open`] began.
    pub(crate) fn close(&mut self, bracket: char) {
        self.depth -= 1;
        if self.has_elements {
            self.break_line();
        }
        self.text.push(bracket);
        self.has_elements = true;
    }

    /// Begins an element of the array that is open; its value follows.
    pub(crate) fn element(&mut self) {
        if self.has_elements {
            self.text.push(',');
        }
        self.break_line();
        self.has_elements = true;
    }

    /// Begins a member of the object that is open; its value follows.
    pub(crate) fn name(&mut self, name: &str) {
        self.element();
        self.string(name);
        self.text.push_str(if self.is_pretty { ": " } else { ":" });
    }

    fn break_line(&mut self) {
        if self.is_pretty {
            self.text.push('\n');
            for _ in 0..self.depth {
                self.text.push_str("  ");
            }
        }
    }

    /// Writes a member that is a text.
    pub(crate) fn text_member(&mut self, name: &str, value: &str) {
        self.name(name);
        self.string(value);
    }

    /// Writes a member that is a whole number.
    pub(crate) fn integer_member(&mut self, name: &str, value: i64) {
        self.name(name);
        self.integer(value);
    }

    /// Writes a member that is an object, whose members `write` writes.
    pub(crate) fn object_member(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.name(name);
        self.object(write);
    }

    /// Writes an object, whose members `write` writes.
    pub(crate) fn object(&mut self, write: impl FnOnce(&mut Self)) {
        self.open('{');
        write(self);
        self.close('}');
    }

    /// Writes a member that is an array, whose elements `write` writes.
    pub(crate) fn array_member<T>(
        &mut self,
        name: &str,
        elements: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.name(name);
        self.open('[');
        for element in elements {
            self.element();
            write(self, element);
        }
        self.close(']');
    }

    /// Writes what is JSON already.
    pub(crate) fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    /// Writes a whole number.
    pub(crate) fn integer(&mut self, value: i64) {
        self.raw(&value.to_string());
    }

    pub(crate) fn string(&mut self, content: &str) {
        self.text.push('"');
        for letter in content.chars() {
            match letter {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                control if control < ' ' => {
                    self.text
                        .push_str(&format!("\\u{:04x}", u32::from(control)));
                }
                other => self.text.push(other),
            }
        }
        self.text.push('"');
    }
}
