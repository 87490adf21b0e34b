package dev.signalbox.architecture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** R17: names of top-level types are unique, and few of them are a single word. */
class TypeNameTests {

  private static final Path MAIN = Path.of("src/main/java");
  private static final Path TEST = Path.of("src/test/java");

  @Test
  void noSimpleNameIsUsedTwice() throws IOException {
    assertThat(duplicates(Stream.concat(types(MAIN), types(TEST)))).isEmpty();
  }

  @Test
  void detectsANameThatIsUsedTwice() {
    assertThat(duplicates(Stream.of("a/Job.java", "b/Job.java", "b/Client.java").map(Path::of)))
        .containsExactly("Job");
  }

  @Test
  void fewNamesAreASingleWord() throws IOException {
    List<String> names = types(MAIN).map(TypeNameTests::simpleName).toList();
    long singleWords = names.stream().filter(name -> name.matches("[A-Z][a-z0-9]*")).count();

    assertThat(100.0 * singleWords / names.size()).isLessThan(12);
  }

  private static List<String> duplicates(Stream<Path> types) {
    Map<String, Long> counts = types.collect(groupingBy(TypeNameTests::simpleName, counting()));
    return counts.keySet().stream().filter(name -> counts.getOrDefault(name, 0L) > 1).toList();
  }

  private static Stream<Path> types(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !simpleName(file).equals("package-info"))
          .toList()
          .stream();
    }
  }

  private static String simpleName(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }
}
