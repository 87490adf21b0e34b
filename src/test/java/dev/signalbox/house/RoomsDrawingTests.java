package dev.signalbox.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.SignalboxApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The drawing in the documentation is the house as it stands. */
class RoomsDrawingTests {

  private static final Path PAGE = Path.of("docs/architecture.md");
  private static final String BEGIN = "<!-- rooms:begin -->\n";
  private static final String END = "<!-- rooms:end -->";

  @Test
  void isUpToDate() throws IOException {
    String drawing =
        "```mermaid\n"
            + RoomsDrawing.of(ApplicationModules.of(SignalboxApplication.class))
            + "```\n";
    String page = Files.readString(PAGE);
    assertThat(page).contains(BEGIN, END);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END, from);
    if (Boolean.getBoolean("house.write")) {
      Files.writeString(PAGE, page.substring(0, from) + drawing + page.substring(to));
      return;
    }
    assertThat(page.substring(from, to))
        .withFailMessage(
            "The rooms changed. Run: mvn test -Dtest=RoomsDrawingTests -Dhouse.write=true%n"
                + "or paste this between the markers of %s:%n%n%s",
            PAGE, drawing)
        .isEqualTo(drawing);
  }
}
