package dev.signalbox.velero.logs;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.velero.logs.BackupResults.ProblemGroup;
import dev.signalbox.velero.logs.BackupResults.ResultMessage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupResultsTests {

  @Test
  void readsErrorsAndWarnings() {
    BackupResults results =
        BackupResults.read(
            json(
                """
                {'errors':{'velero':['could not upload'],'cluster':null,
                  'namespaces':{'app':[' resource: /pods name: /web-0 error: /timed out']}},
                 'warnings':{'cluster':['exists']}}
                """));

    assertThat(results.errors())
        .containsExactly(
            new ResultMessage("", "could not upload"),
            new ResultMessage("app", "resource: /pods name: /web-0 error: /timed out"));
    assertThat(results.warnings()).containsExactly(new ResultMessage("", "exists"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "[]",
        "'x'",
        "{'errors':[],'warnings':'x'}",
        "{'errors':{'velero':{},'namespaces':{'app':'x','b':[1,null,{}]}}}"
      })
  void readsAnyJson(String text) {
    assertThat(BackupResults.read(json(text))).isEqualTo(new BackupResults(List.of(), List.of()));
  }

  @Test
  void groupsMessagesByKind() {
    List<ProblemGroup> groups =
        BackupResults.grouped(
            List.of(
                message("resource: /pods name: /web-0 error: /pod volume backup failed: exit 1"),
                message("could not restore, ConfigMap \"a\" already exists"),
                message("could not restore, ConfigMap \"b\" already exists"),
                message("resource: /pods name: /db-1 error: /pod volume backup failed: exit 130"),
                message("could not restore, ConfigMap \"c\" already exists"),
                message("resource: /secrets name: /x error: /pod volume backup failed: exit 2")));

    assertThat(groups)
        .extracting(ProblemGroup::kind, ProblemGroup::resource, ProblemGroup::count)
        .containsExactly(
            tuple("could not restore, ConfigMap … already exists", "", 3),
            tuple("pod volume backup failed: exit …", "pods", 2),
            tuple("pod volume backup failed: exit …", "secrets", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pod app/web-5d8f7c9b4-abcd1 is not running",
        "pod other/db-0 is not running",
      })
  void removesNames(String text) {
    assertThat(BackupResults.grouped(List.of(message(text))).getFirst().kind())
        .isEqualTo("pod … is not running");
  }

  @Test
  void limitsExamples() {
    List<ResultMessage> messages =
        IntStream.range(0, 50).mapToObj(i -> message("failed " + i)).toList();

    assertThat(BackupResults.grouped(messages))
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.count()).isEqualTo(50);
              assertThat(group.examples()).hasSize(20);
            });
  }

  @Test
  @Timeout(10)
  void groupsLongMessages() {
    List<ResultMessage> messages =
        List.of(message("a.".repeat(500_000)), message("a-".repeat(500_000)));

    assertThat(BackupResults.grouped(messages)).hasSize(2);
  }

  private static ResultMessage message(String text) {
    return new ResultMessage("app", text);
  }
}
