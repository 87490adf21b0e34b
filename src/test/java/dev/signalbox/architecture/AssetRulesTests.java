package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the scripts, stylesheets and icons. {@code ScriptLintTests} finds mistakes in scripts. */
class AssetRulesTests {

  private static final Path FOLDER = Path.of("src/main/resources/assets");
  private static final int MAX_LINES = 350;

  private static final Pattern OLD_JAVASCRIPT =
      Pattern.compile("\\bvar\\s+\\w|\\.prototype\\b|\\bfunction \\(|\\.apply\\(|\\barguments\\b");

  private static final Pattern GLOBAL_NAME =
      Pattern.compile("\\b(?:window|self|globalThis)\\.(\\w+)\\s*(?:\\?\\?)?=(?!=)");

  @Test
  void scriptsAndStylesheetsAreShort() throws IOException {
    assertThat(files("js", "css")).isNotEmpty();
    assertThat(violations(text -> text.lines().count() > MAX_LINES ? List.of("length") : List.of()))
        .isEmpty();
  }

  @Test
  void scriptsAreModern() throws IOException {
    assertThat(violations(AssetRulesTests::oldJavaScript)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var count = 0;",
        "Rows.prototype.draw = draw;",
        "lines.map(function (line) { return line; });",
        "list.push.apply(list, more);",
        "function sum() { return arguments.length; }"
      })
  void detectsOldJavaScript(String script) {
    assertThat(oldJavaScript(script)).isNotEmpty();
  }

  @Test
  void scriptsHaveOneGlobalName() throws IOException {
    assertThat(globalNames("self.Other ??= {};")).containsExactly("Other");
    Set<String> names = new HashSet<>();
    for (String text : files("js").values()) {
      names.addAll(globalNames(text));
    }
    // a worker receives messages by a global function
    assertThat(names).containsExactlyInAnyOrder("Signalbox", "onmessage");
  }

  @Test
  void everyScriptAndStylesheetIsListed() throws IOException {
    String listed = Files.readString(FOLDER.resolve("assets.properties"));

    assertThat(listed.split("[\\s=\\\\]+"))
        .contains(files("js", "css", "svg").keySet().toArray(String[]::new));
  }

  @Test
  void iconsAreSortedAndNotRepeated() throws IOException {
    List<String> icons = Files.readAllLines(FOLDER.resolve("icons.txt"));

    assertThat(icons).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void noFunctionIsInTwoScripts() throws IOException {
    Map<String, List<String>> places = new TreeMap<>();
    for (Map.Entry<String, String> script : files("js").entrySet()) {
      for (String function : functions(script.getValue())) {
        places.computeIfAbsent(function, key -> new ArrayList<>()).add(script.getKey());
      }
    }

    assertThat(functions("  function a() {\n    return 1;\n  }\n")).hasSize(1);
    assertThat(places.entrySet()).noneMatch(place -> place.getValue().size() > 1);
  }

  /** Returns the bodies of the functions on the first level, without their names. */
  private static List<String> functions(String script) {
    return Pattern.compile("(?ms)^  (?:async )?function \\w+(\\(.*?^  })$")
        .matcher(script)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static List<String> oldJavaScript(String script) {
    return OLD_JAVASCRIPT
        .matcher(script.replaceAll("(?m)//.*$|(?s)/\\*.*?\\*/", ""))
        .results()
        .map(found -> found.group())
        .toList();
  }

  private static Set<String> globalNames(String script) {
    return GLOBAL_NAME
        .matcher(script)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  /** Returns the findings of a rule, with the name of the file. */
  private static List<String> violations(Function<String, List<String>> rule) throws IOException {
    return files("js", "css").entrySet().stream()
        .flatMap(file -> rule.apply(file.getValue()).stream().map(f -> file.getKey() + ": " + f))
        .toList();
  }

  private static Map<String, String> files(String... extensions) throws IOException {
    Set<String> wanted = Set.of(extensions);
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (wanted.contains(name.substring(name.lastIndexOf('.') + 1))) {
          texts.put(name, Files.readString(file));
        }
      }
    }
    return texts;
  }
}
