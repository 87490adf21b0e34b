package dev.signalbox.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.storage.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The newest seal is told where nobody who has the database can change it. */
@InstallationTest
@ExtendWith(OutputCaptureExtension.class)
class CheckpointsTests {

  private final Proof proof;
  private final AuditLog audit;
  private final JdbcClient database;

  @Autowired
  CheckpointsTests(BeanFactory console, AuditLog audit, JdbcClient database) {
    this.proof = new Proof(console);
    this.audit = audit;
    this.database = database;
  }

  @BeforeEach
  void seal() {
    audit.record(Actor.CONSOLE, "pod.restarted", Target.of("pod", "p", "p"), true, Map.of());
    proof.seal();
  }

  @Test
  void keepsTheNewestInTheStorage(@TempDir Path folder) throws IOException {
    Checkpoints checkpoints = in(folder);
    checkpoints.tell();
    assertThat(kept(folder)).containsExactly(newest());
    seal();
    checkpoints.tell();

    assertThat(kept(folder)).contains(newest());
  }

  @Test
  void writesItIntoTheLog(@TempDir Path folder, CapturedOutput log) {
    in(folder).tell();

    Checkpoint newest = newest();
    assertThat(log)
        .contains("Audit checkpoint: seal %d, mac %s".formatted(newest.seal(), newest.mac()));
  }

  @Test
  void writesItIntoTheLogWhenTheStorageFails(@TempDir Path folder, CapturedOutput log)
      throws IOException {
    in(Files.createFile(folder.resolve("no-folder"))).tell();

    assertThat(log).contains("mac " + newest().mac(), "The checkpoint is in this log alone: ");
  }

  private Checkpoints in(Path folder) {
    return new Checkpoints(database, Optional.of(Stores.in(folder)), TestInstallation.clock());
  }

  private static List<Checkpoint> kept(Path folder) throws IOException {
    List<Checkpoint> kept = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve("audit/checkpoints"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        kept.add(Checkpoint.parse(Files.readString(file).strip()));
      }
    }
    return kept;
  }

  private Checkpoint newest() {
    return database
        .sql("select number, encode(mac, 'hex') from audit_seal order by number desc limit 1")
        .query((row, number) -> new Checkpoint(row.getLong(1), row.getString(2)))
        .single();
  }
}
