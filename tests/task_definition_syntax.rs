//! Texts that are not JSON: every mistake has its own sentence and its place.

use expect_test::expect;

use crate::task_definition::check;

#[test]
fn nothing_to_read() {
    check("", expect!["1:1: There is nothing here: paste JSON."]);
    check(
        " \r\n\t",
        expect!["2:2: There is nothing here: paste JSON."],
    );
    check(
        "\u{feff}",
        expect!["1:2: There is nothing here: paste JSON."],
    );
    check(
        "[1, 2",
        expect!["1:1: The text ends, but what opens at line 1, column 1 has no closing `]`."],
    );
}

#[test]
fn another_language() {
    check(
        "family: web",
        expect!["1:1: This is not JSON: it begins with `f`, not with `{`."],
    );
    check(
        "local x = 1;\n{}",
        expect!["1:1: This is not JSON: it begins with `l`, not with `{`."],
    );
    check(
        "<xml></xml>",
        expect!["1:1: This is not JSON: it begins with `<`, not with `{`."],
    );
    check(
        "\"web\"",
        expect!["1:1: A task definition is an object, {...}, and this is a string."],
    );
    check(
        "12",
        expect!["1:1: A task definition is an object, {...}, and this is a number."],
    );
}

#[test]
fn commas() {
    check(
        "{\n  \"family\": \"web\",\n}",
        expect!["2:18: Nothing follows this comma but `}`: remove the comma."],
    );
    check(
        "{\"a\": [1, 2,]}",
        expect!["1:12: Nothing follows this comma but `]`: remove the comma."],
    );
    check(
        "{\n  \"a\": \"b\"\n  \"c\": 1\n}",
        expect!["2:10: A comma is missing after this value."],
    );
    check(
        "{\"a\": [{} {}]}",
        expect!["1:9: A comma is missing after this value."],
    );
    check(
        "{\"a\": 1,, \"b\": 2}",
        expect!["1:9: Found `,`, where a name in double quotes should be."],
    );
    check(
        "{\"a\": [,1]}",
        expect!["1:8: Found `,`, where a value should be."],
    );
    check(
        "{\"a\": }",
        expect!["1:7: Found `}`, where a value should be."],
    );
    check(
        "{\"a\"}",
        expect!["1:5: Found `}`, where `:` and a value should be."],
    );
    check(
        "{\"a\" 1}",
        expect![[r#"1:2: A `:` is missing after "a"."#]],
    );
    check(
        "{\"a\" = 1}",
        expect!["1:6: Write `:` between a name and its value, not `=`."],
    );
}

#[test]
fn quotes() {
    check(
        "{'family': 'web'}",
        expect![[r#"
        1:2: JSON has straight double quotes only: write "family".
        1:12: JSON has straight double quotes only: write "web"."#]],
    );
    check(
        "{“family”: “web”}",
        expect![[r#"
        1:2: JSON has straight double quotes only: write "family".
        1:12: JSON has straight double quotes only: write "web"."#]],
    );
    check(
        "{family: \"web\"}",
        expect!["1:2: The name `family` needs double quotes."],
    );
    check(
        "{\"family\": web}",
        expect!["1:12: `web` is not JSON: a text needs double quotes."],
    );
    check(
        "{\"family\": \"web}\n",
        expect![[r#"1:12: This string has no closing `"` on its line."#]],
    );
    check(
        "{\"family\": \"web",
        expect![[r#"1:12: This string has no closing `"` on its line."#]],
    );
    check(
        "{\"a\": \"one\ttwo\"}",
        expect![[r#"1:11: A control character in a string: write \u0009."#]],
    );
}

#[test]
fn escapes() {
    check(
        r#"{"a": "C:\dir"}"#,
        expect![[r#"1:10: `\d` is not an escape in JSON: write `\\` for a backslash."#]],
    );
    check(
        r#"{"a": "\u12g4"}"#,
        expect![[r#"1:8: `\u` needs four hexadecimal digits that name a character."#]],
    );
    check(
        r#"{"a": "\ud83d alone"}"#,
        expect![[r#"1:8: `\u` needs four hexadecimal digits that name a character."#]],
    );
    check(
        "{\"a\": \"one \\\n two\"}",
        expect!["1:12: A string stays on one line: a backslash does not carry it to the next."],
    );
    check(
        "{\"a\": \"\\",
        expect!["1:8: The text ends within a string."],
    );
}

#[test]
fn comments() {
    check(
        "// ours\n{}",
        expect!["1:1: JSON has no comments: remove this one."],
    );
    check(
        "{ /* none */ }",
        expect!["1:3: JSON has no comments: remove this one."],
    );
    check(
        "{} # end",
        expect!["1:4: JSON has no comments: remove this one."],
    );
    check(
        "{} /* open",
        expect!["1:4: JSON has no comments: remove this one."],
    );
}

#[test]
fn placeholders() {
    check(
        "{\"a\": ${X}}",
        expect!["1:7: `${X}` is a placeholder: replace it with a value."],
    );
    check(
        "{\"a\": $X, \"b\": <Y Z>}",
        expect![[r#"
        1:7: `$X` is a placeholder: replace it with a value.
        1:16: `<Y Z>` is a placeholder: replace it with a value."#]],
    );
    check(
        "{\"a\": [ {{ command }} ]}",
        expect!["1:9: `{{ command }}` is a placeholder: replace it with a value."],
    );
    check(
        "{\"a\": %X%}",
        expect!["1:7: `%X%` is a placeholder: replace it with a value."],
    );
    check(
        "{\"a\": {{}}}",
        expect!["1:7: `{{}}` is a placeholder: replace it with a value."],
    );
    check(
        "{{\"a\": 1}",
        expect!["1:2: Found `{`, where a name in double quotes should be."],
    );
}

#[test]
fn words_and_numbers() {
    check(
        "{\"a\": True, \"b\": None, \"c\": NaN}",
        expect![[r#"
        1:7: `True` is not JSON: write true.
        1:18: `None` is not JSON: write null, or leave the field out.
        1:29: `NaN` is not JSON: a text needs double quotes."#]],
    );
    check(
        "{\"a\": 01, \"b\": .5, \"c\": +1, \"d\": 0x10, \"e\": 1., \"f\": 512m}",
        expect![[r#"
            1:7: `01` is not a number in JSON.
            1:16: `.5` is not a number in JSON.
            1:25: `+1` is not a number in JSON.
            1:34: `0x10` is not a number in JSON.
            1:45: `1.` is not a number in JSON.
            1:54: `512m` is not a number in JSON."#]],
    );
    check("{\"a\": -}", expect!["1:7: `-` is not a number in JSON."]);
}

#[test]
fn brackets() {
    check(
        "{\n  \"a\": [1\n}",
        expect!["3:1: Found `}`, where `,` or `]` should be."],
    );
    check(
        "{\"a\": [",
        expect!["1:7: The text ends, but what opens at line 1, column 7 has no closing `]`."],
    );
    check(
        "{\n\"a\": {\"b\": 1",
        expect!["2:6: The text ends, but what opens at line 2, column 6 has no closing `}`."],
    );
    check(
        "{]",
        expect!["1:2: Found `]`, but what opens at line 1, column 1 closes with `}`."],
    );
    check(
        "{} {}",
        expect!["1:4: The value ends before `{`: nothing may follow it."],
    );
    check(
        "{}}",
        expect!["1:3: The value ends before `}`: nothing may follow it."],
    );
    check(
        "[]]",
        expect!["1:3: The value ends before `]`: nothing may follow it."],
    );
}

#[test]
fn names_that_stand_twice() {
    check(
        "{\"a\": 1,\n \"b\": {\"a\": 1},\n \"a\": 2}",
        expect![[r#"3:2: "a" stands in this object already, in line 1."#]],
    );
}

#[test]
fn invisible_characters() {
    check(
        "{\u{a0}\"a\": 1}",
        expect!["1:2: An invisible character (U+00A0): use plain spaces."],
    );
    check(
        "{\"a\":\u{200b} 1}",
        expect!["1:6: An invisible character (U+200B): use plain spaces."],
    );
}

#[test]
fn columns_count_characters_and_lines_end_as_they_like() {
    check(
        "{\"é한\": x}",
        expect!["1:8: `x` is not JSON: a text needs double quotes."],
    );
    check(
        "{\r\n\"a\": x}",
        expect!["2:6: `x` is not JSON: a text needs double quotes."],
    );
    check(
        "\u{feff}{\"a\": x}",
        expect!["1:7: `x` is not JSON: a text needs double quotes."],
    );
}

#[test]
fn depth_and_length_are_bounded() {
    check(
        &"[".repeat(100_000),
        expect!["1:65: Values stand in each other more than 64 deep."],
    );
    check(
        &"{\"a\":".repeat(65),
        expect!["1:321: Values stand in each other more than 64 deep."],
    );
    check(
        &" ".repeat(1_048_577),
        expect!["1:1: This text has 1048577 bytes: more than 1048576 are not read."],
    );
}

#[test]
fn too_many_mistakes_end_the_reading() {
    let text = format!("[{}1]", "x, ".repeat(1_000));
    let reading = document::read_task_definition(&text);
    assert_eq!(reading.problems.len(), 20);
}
