package dev.signalbox.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.storage.ObjectStore;
import dev.signalbox.storage.TestStores;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.TestInstallation;
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

/** The newest seal is published outside the database. */
@InstallationTest
@ExtendWith(OutputCaptureExtension.class)
class CheckpointPublisherTests {

  private final IntegrityFixture integrity;
  private final AuditLog audit;
  private final JdbcClient database;

  @Autowired
  CheckpointPublisherTests(BeanFactory console, AuditLog audit, JdbcClient database) {
    this.integrity = new IntegrityFixture(console);
    this.audit = audit;
    this.database = database;
  }

  @BeforeEach
  void seal() {
    audit.record(Actor.SYSTEM, "pod.restarted", Target.of("pod", "p", "p"), true, Map.of());
    integrity.seal();
  }

  @Test
  void writesTheNewestToTheStorage(@TempDir Path folder) throws IOException {
    CheckpointPublisher checkpoints = in(folder);
    checkpoints.publish();
    assertThat(storedCheckpoints(folder)).containsExactly(newest());
    seal();
    checkpoints.publish();

    assertThat(storedCheckpoints(folder)).contains(newest());
  }

  @Test
  void findsACheckpointThatARestoredDatabaseLacks(@TempDir Path folder) throws IOException {
    CheckpointPublisher checkpoints = in(folder);
    NewestCheckpoint newest = newest(Optional.of(TestStores.in(folder)));
    assertThat(newest.findUnreported()).isEmpty();
    checkpoints.publish();
    assertThat(newest.findUnreported()).isEmpty();
    String newer = (newest().seal() + 7) + ":" + newest().mac();
    Files.writeString(folder.resolve(NewestCheckpoint.NAME), newer);

    assertThat(newest.findUnreported()).contains(newer);
    checkpoints.publish();
    assertThat(newest.findUnreported()).contains(newer);

    newest.markReported(newer);
    assertThat(newest.findUnreported()).isEmpty();
    checkpoints.publish();
    assertThat(folder.resolve(NewestCheckpoint.NAME)).hasContent(newest().text());
  }

  @Test
  void findsACheckpointWhoseSealDiffers(@TempDir Path folder) throws IOException {
    in(folder).publish();
    String other = newest().seal() + ":" + newest().mac().replace('a', 'b').replace('1', '2');
    Files.writeString(folder.resolve(NewestCheckpoint.NAME), other);

    assertThat(newest(Optional.of(TestStores.in(folder))).findUnreported()).contains(other);
  }

  @Test
  void writesItToTheLog(@TempDir Path folder, CapturedOutput log) {
    in(folder).publish();

    Checkpoint newest = newest();
    assertThat(log)
        .contains("Audit checkpoint: seal %d, mac %s".formatted(newest.seal(), newest.mac()));
  }

  @Test
  void writesItToTheLogIfTheStorageFails(@TempDir Path folder, CapturedOutput log)
      throws IOException {
    in(Files.createFile(folder.resolve("no-folder"))).publish();

    assertThat(log)
        .contains("mac " + newest().mac(), "Could not write the checkpoint to the storage: ");
  }

  private CheckpointPublisher in(Path folder) {
    Optional<ObjectStore> store = Optional.of(TestStores.in(folder));
    return new CheckpointPublisher(database, store, newest(store), TestInstallation.clock());
  }

  private NewestCheckpoint newest(Optional<ObjectStore> store) {
    return new NewestCheckpoint(database, store, TestInstallation.clock());
  }

  private static List<Checkpoint> storedCheckpoints(Path folder) throws IOException {
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
