package dev.signalbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Checks the scripts with the TypeScript compiler: unknown and unused names, wrong types and
 * arguments, deprecated functions of the browser, unreachable code.
 */
@ScriptTest
class ScriptLintTests {

  private static final String COMPILER = "classpath*:META-INF/resources/webjars/typescript/*/lib/";
  private static final Path GLOBALS = Path.of("src/test/resources/scripts/globals.d.ts");

  private final ScriptPage page = ScriptPage.withAssets();

  @BeforeAll
  void loadCompiler() throws IOException {
    page.load(text(compilerFiles("typescript.js")[0]));
    page.loadTestScript("lint.js");
    Map<String, String> declarations = new HashMap<>();
    for (Resource library : compilerFiles("lib.*.d.ts")) {
      declarations.put(Objects.requireNonNull(library.getFilename()), text(library));
    }
    declarations.put("globals.d.ts", Files.readString(GLOBALS));
    page.evaluate("files => declare(files)", declarations);
  }

  @AfterAll
  void close() {
    page.close();
  }

  @Test
  void scriptsHaveNoFindings() throws IOException {
    Map<String, String> scripts = new HashMap<>();
    try (Stream<Path> files = Files.list(ScriptPage.ASSETS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".js")).toList()) {
        scripts.put(file.getFileName().toString(), Files.readString(file));
      }
    }

    assertThat(scripts).containsKeys("ansi.js", "live.js");
    assertThat(findings(scripts)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "nowhere();                                    | Cannot find name 'nowhere'",
        "const unused = 1;                             | 'unused' is declared but its value is never",
        "Signalbox.tost('text');                       | Property 'tost' does not exist",
        "Signalbox.now(1);                             | Expected 0 arguments, but got 1",
        "Signalbox.toast('text', 'red');               | Argument of type '\"red\"' is not assignable",
        "document.body.hiden = true;                   | Property 'hiden' does not exist",
        "document.execCommand('copy');                 | is deprecated",
        "Signalbox.toast('text'.substr(1));            | is deprecated",
        "Signalbox.toast(escape('text'));              | is deprecated",
        "Signalbox.toast(navigator.platform);          | 'platform' is deprecated",
        "document.addEventListener('keydown', (e) => e.keyCode); | 'keyCode' is deprecated",
        "function f() { return 1; Signalbox.now(); } f(); | Unreachable code detected",
        "Signalbox.now(;                               | ')' expected"
      })
  void findsMistakes(String script, String expected) {
    assertThat(findings(Map.of("sample.js", script)))
        .singleElement()
        .asString()
        .startsWith("sample.js:1 ")
        .contains(expected);
  }

  private List<?> findings(Map<String, String> scripts) {
    return (List<?>) page.evaluate("files => lint(files)", scripts);
  }

  private static Resource[] compilerFiles(String pattern) throws IOException {
    return new PathMatchingResourcePatternResolver().getResources(COMPILER + pattern);
  }

  private static String text(Resource resource) throws IOException {
    return resource.getContentAsString(StandardCharsets.UTF_8);
  }
}
