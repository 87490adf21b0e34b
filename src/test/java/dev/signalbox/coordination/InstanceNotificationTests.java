package dev.signalbox.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests payloads, which any database client could send. */
class InstanceNotificationTests {

  static Stream<InstanceNotification> notices() {
    return Stream.of(
        new InstanceNotification.TopicChanged("users"),
        new InstanceNotification.TopicChanged("audit-events"),
        new InstanceNotification.AccessRevoked(new UUID(17, 4)),
        new InstanceNotification.FormCompleted(new UUID(4, 17)),
        new InstanceNotification.SessionEnded("5cd4a5d0-3bb0-4b35-8d5c-4dd1f1e1a2b3"));
  }

  @ParameterizedTest
  @MethodSource("notices")
  void parsesItsOutput(InstanceNotification notice) {
    assertThat(InstanceNotification.parse(notice.toPayload())).contains(notice);
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
        "unknown type",
        "{\"changed\":\"users\"}",
        "\u0000"
      })
  void rejectsInvalidPayloads(String payload) {
    assertThat(InstanceNotification.parse(payload)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("notices")
  void fitsIntoANotification(InstanceNotification notice) {
    assertThat(notice.toPayload().length()).isLessThan(8_000);
  }
}
