package dev.signalbox.sandbox.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Records the use of access rules in a file, one line for each rule at its first use. Lines are
 * appended, so that the records of several processes and runs can be read together.
 */
public final class AccessRecorder {

  /**
   * The records of one folder.
   *
   * @param used the granted rules that requests needed
   * @param missing requests that no rule grants
   */
  public record Records(Set<AccessRule> used, Set<AccessRule> missing) {}

  private static final String USED = "used";
  private static final String MISSING = "missing";
  private static final String SEPARATOR = "\t";

  private final Path file;
  private final Set<String> lines = ConcurrentHashMap.newKeySet();

  /** Appends to a file, which need not exist. */
  public AccessRecorder(Path file) {
    this.file = file;
  }

  /** Records a request and the granted rules that apply to it. */
  void record(AccessRule request, List<AccessRule> rules) {
    if (rules.isEmpty()) {
      append(MISSING, request);
    }
    rules.forEach(rule -> append(USED, rule));
  }

  private void append(String outcome, AccessRule rule) {
    String line =
        String.join(SEPARATOR, outcome, rule.verb(), rule.resource(), rule.namespace(), rule.name())
            + "\n";
    if (!lines.add(line)) {
      return;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the files of a folder; without the folder there are no records. */
  public static Records readAll(Path folder) {
    List<String> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path one : files.toList()) {
          all.addAll(Files.readAllLines(one));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Records(rules(all, USED), rules(all, MISSING));
  }

  private static Set<AccessRule> rules(List<String> lines, String outcome) {
    return lines.stream()
        .map(line -> List.of(line.split(SEPARATOR, -1)))
        .filter(fields -> fields.getFirst().equals(outcome))
        .map(fields -> new AccessRule(fields.get(1), fields.get(2), fields.get(3), fields.get(4)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
