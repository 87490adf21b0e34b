package dev.signalbox.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.SignalboxApplication;
import dev.signalbox.breaches.Breaks;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** R1 and R2: rooms declare whom they know, and know nobody else. */
class ModularityTests {

  private static final ApplicationModules ROOMS = ApplicationModules.of(SignalboxApplication.class);

  private static final ApplicationModules BREACHES =
      ApplicationModules.of(Breaks.class.getPackageName() + ".rooms", location -> true);

  @Test
  void everyRoomUsesOnlyDeclaredDoors() {
    ROOMS.verify();
  }

  @Test
  void everyRoomDeclaresItsDoors() {
    assertThat(withoutDeclaredDoors(ROOMS)).isEmpty();
  }

  @Test
  void undeclaredAndBackDoorsAreSeen() {
    assertThat(BREACHES.detectViolations().getMessages())
        .anyMatch(message -> message.contains("Stranger"))
        .anyMatch(message -> message.contains("BackDoor"))
        .anyMatch(message -> message.contains("Cycle"));
  }

  @Test
  void roomsWithoutDeclaredDoorsAreSeen() {
    assertThat(withoutDeclaredDoors(BREACHES)).containsExactlyInAnyOrder("silent", "careless");
  }

  @Test
  void theDrawingIsMade() {
    new Documenter(ROOMS).writeDocumentation();
  }

  private static Stream<String> withoutDeclaredDoors(ApplicationModules rooms) {
    return rooms.stream()
        .filter(
            room ->
                room.getBasePackage()
                    .getAnnotation(ApplicationModule.class)
                    .filter(doors -> !openToAll(doors))
                    .isEmpty())
        .map(room -> room.getIdentifier().toString());
  }

  /** Says nothing about the rooms it may use, or lets everybody see its inside. */
  private static boolean openToAll(ApplicationModule doors) {
    return Stream.of(doors.allowedDependencies()).anyMatch(ApplicationModule.OPEN_TOKEN::equals)
        || doors.type() != ApplicationModule.Type.CLOSED;
  }
}
