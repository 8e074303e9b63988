//! The picture in the README: drawn from a world, never by hand.

use expect_test::expect_file;
use scene::{Theme, svg};

use super::player::Player;

#[test]
fn the_picture_of_the_readme_is_a_frame_of_the_opening_worlds_first_deployment() {
    let opening = playground::opening();
    let definition = document::read_task_definition(&opening.definition_text())
        .definition
        .expect("the text in the editor is valid");
    let mut player = Player::new(opening.timeline, opening.service, 800.0, 660.0);
    playground::deploy(&mut player.timeline, player.service, definition).expect("it suits");
    player.play(47, 10.0);
    let picture = svg(&player.frame(), Theme::Light);
    expect_file!["../../web/snapshot.svg"].assert_eq(&picture);
}
