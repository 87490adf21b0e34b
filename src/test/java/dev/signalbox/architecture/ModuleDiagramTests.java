package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.SignalboxApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The module diagram in docs/architecture.md matches the code. */
class ModuleDiagramTests {

  private static final Path PAGE = Path.of("docs/architecture.md");
  private static final String BEGIN = "<!-- modules:begin -->\n";
  private static final String END = "<!-- modules:end -->";

  @Test
  void isUpToDate() throws IOException {
    String diagram =
        "```mermaid\n"
            + ModuleDiagram.of(ApplicationModules.of(SignalboxApplication.class))
            + "```\n";
    String page = Files.readString(PAGE);
    assertThat(page).contains(BEGIN, END);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END, from);
    if (Boolean.getBoolean("architecture.write")) {
      Files.writeString(PAGE, page.substring(0, from) + diagram + page.substring(to));
      return;
    }
    assertThat(page.substring(from, to))
        .withFailMessage(
            "The modules changed. Run: mvn test -Dtest=ModuleDiagramTests"
                + " -Darchitecture.write=true%n"
                + "or paste this between the markers of %s:%n%n%s",
            PAGE, diagram)
        .isEqualTo(diagram);
  }
}
