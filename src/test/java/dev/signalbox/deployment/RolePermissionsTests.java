package dev.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.kubernetes.AccessRecorder;
import dev.signalbox.sandbox.kubernetes.AccessRule;
import dev.signalbox.testing.TestCluster;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the Roles with the permissions that the console needed while the integration and browser
 * tests ran. Runs after them, and not if single tests were selected.
 *
 * <p>The fake API server checks and records each request for objects by verb, resource, namespace
 * and, where a rule has resource names, name. Two facts follow for the requests that tests cause:
 * no Role lacks a permission, also for requests whose refusal a page tolerates; and each permission
 * was needed at least once. A request that no test causes is not covered: its permission counts as
 * unused.
 */
@Tag("whole-suite")
class RolePermissionsTests {

  private AccessRecorder.Records records;

  @BeforeEach
  void readTheRecords() {
    assertThat(TestCluster.USED_PERMISSIONS)
        .as("written by integration tests; run mvn verify without -Dtest")
        .isDirectory();
    records = AccessRecorder.readAll(TestCluster.USED_PERMISSIONS);
  }

  @Test
  void noRequestLacksAPermission() {
    assertThat(records.missing()).as("requests that no Role grants").isEmpty();
  }

  @Test
  void noPermissionIsUnused() {
    List<AccessRule> unused =
        AccessRule.readAll(TestCluster.ROLES).stream()
            .filter(rule -> !records.used().contains(rule))
            .toList();

    assertThat(unused).as("permissions that no request of any test needs").isEmpty();
  }
}
