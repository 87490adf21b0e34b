package dev.signalbox.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.TestInstallation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@InstallationTest
class LogDownloadsTests {

  private final AuditLog audit;
  private final CurrentActor actors;
  private final ClusterState cluster;

  @Autowired
  LogDownloadsTests(AuditLog audit, CurrentActor actors, ClusterState cluster) {
    this.audit = audit;
    this.actors = actors;
    this.cluster = cluster;
  }

  @Test
  void numbersEntriesOfTasksWhoseNamesDifferInSpecialCharactersOrCase() throws IOException {
    TestInstallation.awaitSync(cluster);
    Allocation allocation =
        cluster
            .snapshot()
            .buildsOn(TestInstallation.nomad().cluster().clientId(NomadFixtureData.FULL))
            .getFirst();
    ByteArrayOutputStream zip = new ByteArrayOutputStream();

    new LogDownloads(new LogsOf(List.of("a/b", "a_b", "A_B")), audit, actors)
        .writeZip(allocation, zip);

    String prefix = allocation.shortId();
    assertThat(entries(zip.toByteArray()))
        .containsExactly(
            prefix + "_a_b.stderr.txt a/b",
            prefix + "_a_b.stderr-2.txt a_b",
            prefix + "_A_B.stderr-3.txt A_B");
  }

  @Test
  void numbersEntriesOfAllocationsWithoutLogs() throws IOException {
    TestInstallation.awaitSync(cluster);
    Allocation allocation =
        cluster
            .snapshot()
            .buildsOn(TestInstallation.nomad().cluster().clientId(NomadFixtureData.FULL))
            .getFirst();
    ByteArrayOutputStream zip = new ByteArrayOutputStream();

    // the same as two allocations whose ids begin with the same digits
    new LogDownloads(new LogsOf(List.of()), audit, actors)
        .writeZip(allocation.job(), List.of(allocation, allocation), zip);

    assertThat(entries(zip.toByteArray()))
        .hasSize(2)
        .first()
        .asString()
        .startsWith(allocation.shortId() + ".missing.txt ");
  }

  private static List<String> entries(byte[] bytes) throws IOException {
    List<String> entries = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.add(entry.getName() + " " + new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  /** Logs that contain the name of their task. */
  private record LogsOf(List<String> tasks) implements AllocationLogs {

    @Override
    public List<LogFile> files(String allocationId) {
      return tasks.stream().map(task -> new LogFile(task + ".stderr.0", 1)).toList();
    }

    @Override
    public byte[] tail(Source source, int bytes) {
      return new byte[0];
    }

    @Override
    public void copy(Source source, OutputStream to) {
      try {
        to.write(source.task().getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public long countLineBreaks(Source source, long bytes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void follow(Source source, Position start, FrameListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
