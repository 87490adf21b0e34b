package dev.signalbox.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.InstallationTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@InstallationTest
class InstanceRegistryTests {

  private final InstanceRegistry registry;
  private final JdbcClient database;

  @Autowired
  InstanceRegistryTests(InstanceRegistry registry, JdbcClient database) {
    this.registry = registry;
    this.database = database;
    database.sql("delete from console_instance").update();
  }

  @Test
  void listsAnInstanceUntilItStops() {
    registry.recordHeartbeat();
    registry.recordHeartbeat();

    assertThat(registry.findAll())
        .singleElement()
        .matches(ConsoleInstance::isAlive)
        .matches(instance -> !instance.name().isBlank());

    registry.remove();
    assertThat(registry.findAll()).isEmpty();
  }

  @Test
  void reportsAnInstanceWithoutAHeartbeatAndForgetsItAfterAnHour() {
    add("silent", "5 minutes");
    add("gone", "61 minutes");

    assertThat(registry.findAll())
        .singleElement()
        .returns("silent", ConsoleInstance::name)
        .returns(false, ConsoleInstance::isAlive);

    registry.recordHeartbeat();
    assertThat(database.sql("select name from console_instance").query(String.class).list())
        .contains("silent")
        .doesNotContain("gone");
  }

  @Test
  void listsAnInstanceAgainAfterAnHourOfSilence() {
    registry.recordHeartbeat();
    Instant startedAt = registry.findAll().getFirst().startedAt();

    database.sql("delete from console_instance").update(); // by another instance
    registry.recordHeartbeat();

    assertThat(registry.findAll()).singleElement().returns(startedAt, ConsoleInstance::startedAt);
  }

  private void add(String name, String silence) {
    database
        .sql(
            "insert into console_instance values (gen_random_uuid(), :name, '1.0', now(),"
                + " clock_timestamp() - :silence::interval)")
        .param("name", name)
        .param("silence", silence)
        .update();
  }
}
