package dev.signalbox.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A line of the bulletin; anybody who may connect to the database can write one. */
class NoticeTests {

  static Stream<Notice> notices() {
    return Stream.of(
        new Notice.Changed("users"),
        new Notice.Changed("audit-events"),
        new Notice.PersonCut(new UUID(17, 4)),
        new Notice.SessionCut("5cd4a5d0-3bb0-4b35-8d5c-4dd1f1e1a2b3"));
  }

  @ParameterizedTest
  @MethodSource("notices")
  void isReadBackAsItWasWritten(Notice notice) {
    assertThat(Notice.read(notice.written())).contains(notice);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "changed",
        "changed ",
        "changed users\ndata: forged",
        "changed users\r\n\r\nevent: bye",
        "changed users <b>",
        "Changed users",
        " changed users",
        "person",
        "person ",
        "person octocat",
        "person 00000000-0000-0011-0000-000000000004 and more",
        "session",
        "session ",
        "weather fine",
        "{\"changed\":\"users\"}",
        "\u0000"
      })
  void isNothingWhenSomebodyElseWroteIt(String line) {
    assertThat(Notice.read(line)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("notices")
  void fitsIntoOneNotification(Notice notice) {
    assertThat(notice.written().length()).isLessThan(8_000);
  }
}
