package dev.signalbox.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SnapshotLinksTests {

  private static final Pattern PAGE =
      Pattern.compile("(?m)^[A-Z]+ +/snapshots(?:/schedules)?/([a-z-]+)[ /|]");

  @Test
  void escapesTheNamesOfOtherPages() {
    assertThat(SnapshotLinks.show("instance-p8nz2")).isEqualTo("/snapshots/instance-p8nz2");
    assertThat(SnapshotLinks.show("health")).isEqualTo("/snapshots/~health");
    assertThat(SnapshotLinks.log("new")).isEqualTo("/snapshots/~new/log");
    assertThat(SnapshotLinks.schedule("runs")).isEqualTo("/snapshots/schedules/~runs");
    assertThat(SnapshotLinks.name("~health")).isEqualTo("health");
    assertThat(SnapshotLinks.name("instance-p8nz2")).isEqualTo("instance-p8nz2");
  }

  @Test
  void reservesTheNamesOfAllPages() throws IOException {
    assertThat(SnapshotLinks.RESERVED).containsAll(pages());
  }

  private static Set<String> pages() throws IOException {
    Set<String> pages = new TreeSet<>();
    try (InputStream routes =
        SnapshotLinksTests.class.getResourceAsStream("/architecture/routes.txt")) {
      Matcher matcher =
          PAGE.matcher(
              new String(Objects.requireNonNull(routes).readAllBytes(), StandardCharsets.UTF_8));
      while (matcher.find()) {
        pages.add(matcher.group(1));
      }
    }
    assertThat(pages).contains("health", "new", "schedules", "runs");
    return pages;
  }
}
