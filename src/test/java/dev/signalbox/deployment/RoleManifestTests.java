package dev.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.kubernetes.AccessRule;
import dev.signalbox.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each rule of the Roles names the page that needs it, and none grants too much. */
class RoleManifestTests {

  private static final Path ROUTES =
      Path.of("src", "test", "resources", "architecture", "routes.txt");
  private static final Pattern COMMENT = Pattern.compile("# (/\\S*): .+");

  @Test
  void eachRuleNamesTheRouteThatNeedsIt() throws IOException {
    List<String> routes =
        Files.readAllLines(ROUTES).stream()
            .map(line -> line.split("\\|", 2)[0].trim().split("\\s+"))
            .filter(route -> route.length > 1)
            .map(route -> route[1])
            .toList();

    List<String> comments = comments();

    assertThat(comments).isNotEmpty();
    for (String comment : comments) {
      Matcher matcher = COMMENT.matcher(comment);
      assertThat(matcher.matches()).as(comment).isTrue();
      assertThat(routes).contains(matcher.group(1));
    }
  }

  @Test
  void grantsNeitherEverythingNorTheReadingOfAllSecrets() {
    List<AccessRule> rules = AccessRule.readAll(TestCluster.ROLES);

    assertThat(rules)
        .noneMatch(rule -> rule.verb().equals("*") || rule.resource().contains("*"))
        .noneMatch(rule -> List.of("escalate", "bind", "impersonate").contains(rule.verb()))
        .noneMatch(rule -> rule.resource().startsWith("nodes/"));
    assertThat(rules)
        .filteredOn(rule -> rule.resource().equals("secrets"))
        .filteredOn(rule -> List.of("get", "list", "watch").contains(rule.verb()))
        .allMatch(rule -> !rule.name().isEmpty());
  }

  /** Returns the first comment line of each rule; empty if it has none. */
  private static List<String> comments() throws IOException {
    List<String> comments = new ArrayList<>();
    String first = "";
    for (String line : Files.readAllLines(TestCluster.ROLES)) {
      if (line.startsWith("- apiGroups:")) {
        comments.add(first);
        first = "";
      } else if (!line.startsWith("#")) {
        first = "";
      } else if (first.isEmpty()) {
        first = line;
      }
    }
    return comments;
  }
}
