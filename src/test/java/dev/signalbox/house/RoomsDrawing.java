package dev.signalbox.house;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The rooms and who really uses whom, as a Mermaid diagram. */
final class RoomsDrawing {

  private RoomsDrawing() {}

  static String of(ApplicationModules rooms) {
    return rooms.stream()
        .sorted()
        .flatMap(room -> Stream.concat(Stream.of(name(room)), arrows(room, rooms)))
        .map("  "::concat)
        .collect(Collectors.joining("\n", "flowchart TD\n", "\n"));
  }

  private static Stream<String> arrows(ApplicationModule room, ApplicationModules rooms) {
    return room.getDirectDependencies(rooms)
        .uniqueModules()
        .sorted()
        .map(used -> name(room) + " --> " + name(used));
  }

  private static String name(ApplicationModule room) {
    return room.getIdentifier().toString();
  }
}
