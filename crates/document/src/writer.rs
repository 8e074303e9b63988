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

    pub(crate) fn object(&mut self, write: impl FnOnce(&mut Self)) {
        self.nested('{', '}', write);
    }

    pub(crate) fn array(&mut self, write: impl FnOnce(&mut Self)) {
        self.nested('[', ']', write);
    }

    fn nested(&mut self, open: char, close: char, write: impl FnOnce(&mut Self)) {
        self.text.push(open);
        self.depth += 1;
        self.has_elements = false;
        write(self);
        self.depth -= 1;
        if self.has_elements {
            self.break_line();
        }
        self.text.push(close);
        self.has_elements = true;
    }

    /// Writes a member of the object that is being written.
    pub(crate) fn member(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.element(|writer| {
            writer.string(name);
            writer.text.push(':');
            if writer.is_pretty {
                writer.text.push(' ');
            }
            write(writer);
        });
    }

    /// Writes an element of the array that is being written.
    pub(crate) fn element(&mut self, write: impl FnOnce(&mut Self)) {
        if self.has_elements {
            self.text.push(',');
        }
        self.break_line();
        write(self);
        self.has_elements = true;
    }

    fn break_line(&mut self) {
        if self.is_pretty {
            self.text.push('\n');
            for _ in 0..self.depth {
                self.text.push_str("  ");
            }
        }
    }

    /// Writes what is JSON already.
    pub(crate) fn raw(&mut self, json: &str) {
        self.text.push_str(json);
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
