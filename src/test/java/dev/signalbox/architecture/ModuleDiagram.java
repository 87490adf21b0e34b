package dev.signalbox.architecture;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** Draws the modules and their actual dependencies as a Mermaid diagram. */
final class ModuleDiagram {

  private ModuleDiagram() {}

  static String of(ApplicationModules modules) {
    return modules.stream()
        .sorted()
        .flatMap(module -> Stream.concat(Stream.of(name(module)), arrows(module, modules)))
        .map("  "::concat)
        .collect(Collectors.joining("\n", "flowchart TD\n", "\n"));
  }

  private static Stream<String> arrows(ApplicationModule module, ApplicationModules modules) {
    return module
        .getDirectDependencies(modules)
        .uniqueModules()
        .sorted()
        .map(used -> name(module) + " --> " + name(used));
  }

  private static String name(ApplicationModule module) {
    return module.getIdentifier().toString();
  }
}
