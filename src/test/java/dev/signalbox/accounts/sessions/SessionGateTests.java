package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestInstallation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class SessionGateTests {

  /**
   * Each would hold a connection of the pool meanwhile. Of 100 downloads at once, the last ones got
   * none in time.
   */
  @Test
  void downloadsDoNotWaitForOtherRequestsOfTheSession() throws SQLException {
    RunningConsole console = RunningConsole.shared();
    HttpBrowser member = HttpBrowser.signedIn(console, Persona.MEMBER);
    // an interaction is due
    TestInstallation.clock().advance(Duration.ofMinutes(1));
    try (Connection other = console.bean(DataSource.class).getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select from spring_session, console_session for update");

      assertThat(member.get("/artifacts/no-such-file").statusCode()).isEqualTo(404);

      other.rollback();
      other.setAutoCommit(true);
    }
  }
}
