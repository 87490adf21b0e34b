package dev.signalbox.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.seal.Proof;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Script;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.Storage;
import dev.signalbox.storage.NewObject;
import dev.signalbox.storage.ObjectStore;
import dev.signalbox.storage.Stores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** Closed months as files. It is January 2026. */
@InstallationTest
class ArchiveTests {

  private static final String OCTOBER = "2025-10-03T10:00:00.123456789Z";

  private final BeanFactory console;
  private final Proof proof;
  private final Archives archives;
  private final Browsers browsers;
  private final MockMvcTester mvc;
  private final JdbcClient database;
  private final Books books;
  private Browser admin;
  private Script script;

  @Autowired
  ArchiveTests(
      BeanFactory console,
      Archives archives,
      Browsers browsers,
      MockMvcTester mvc,
      JdbcClient database) {
    this.console = console;
    this.proof = new Proof(console);
    this.archives = archives;
    this.browsers = browsers;
    this.mvc = mvc;
    this.database = database;
    this.books = new Books(database);
    this.admin = browsers.open();
    this.script = new Script(mvc, "none");
  }

  @BeforeEach
  void bringEventsOfOctober() {
    admin = browsers.signedIn(Persona.ADMIN);
    script = new Script(mvc, Script.newToken(admin, "audit_ingest"));
    bring(1, OCTOBER);
    bring(2, "2025-10-31T23:59:59.999999999Z");
    proof.seal();
  }

  @Test
  void archivesEachClosedMonthOnce() throws IOException {
    archiver(null).work();
    archiver(null).work();

    assertThat(archives.months())
        .filteredOn(month -> month.month().getYear() == 2025)
        .isNotEmpty()
        .allMatch(Archives.Month::isArchived)
        .noneMatch(Archives.Month::isDropped);
    assertThat(archives.months())
        .filteredOn(month -> month.month().getYear() == 2026)
        .noneMatch(Archives.Month::isArchived);
    assertThat(idsOf("all.jsonl.gz"))
        .containsExactlyElementsOf(
            database
                .sql(
                    "select id::text from audit_event where occurred_at < '2026-01-01T00:00Z'"
                        + " order by occurred_at, id")
                .query((row, number) -> row.getString(1))
                .list());
    assertThat(books.count("audit_event where action = 'audit_log.archived'"))
        .isEqualTo(books.count("audit_archive"));
  }

  @Test
  void keepsEveryDigitAndTheLineOfNames() throws IOException {
    archiver(null).work();

    assertThat(file("all.csv.gz").lines().toList())
        .first()
        .asString()
        .startsWith("\"action\",\"actor\"");
    assertThat(file("2025-10-part-1.csv.gz")).contains(OCTOBER);
  }

  @Test
  void writesWhatComesLateIntoAPartOfItsOwn() throws IOException {
    archiver(null).work();
    bring(3, "2025-10-05T00:00:00Z");
    proof.seal();
    archiver(null).work();

    assertThat(idsOf("2025-10-part-1.jsonl.gz")).containsExactly(id(1), id(2));
    assertThat(idsOf("2025-10-part-2.jsonl.gz")).containsExactly(id(3));
    assertThat(idsOf("all.jsonl.gz")).doesNotHaveDuplicates().contains(id(1), id(2), id(3));
  }

  @Test
  void goesOnWhereADownloadStopped() throws IOException {
    archiver(null).work();
    byte[] whole = bytes(get("all.csv.gz", null));

    MvcTestResult rest = get("all.csv.gz", "bytes=100-");
    assertThat(rest).hasStatus(206);
    assertThat(bytes(rest)).isEqualTo(Arrays.copyOfRange(whole, 100, whole.length));
    assertThat(bytes(get("all.csv.gz", "bytes=10-19")))
        .isEqualTo(Arrays.copyOfRange(whole, 10, 20));
    assertThat(get("all.csv.gz", "bytes=" + whole.length + "-")).hasStatus(416);
    assertThat(books.count("audit_event where action = 'audit_log.archive.downloaded'"))
        .isEqualTo(3);
  }

  @Test
  void dropsNothingUnlessTheRetentionSaysSo() {
    archiver(null).work();
    archiver(24).work();

    assertThat(books.count("audit_dropped")).isZero();
  }

  @Test
  void dropsOldMonthsThatAreArchivedAndStillProvesTheLog() throws IOException {
    archiver(2).work();

    assertThat(ofOctober()).isZero();
    assertThat(books.count("audit_dropped")).isEqualTo(1);
    assertThat(proof.findings()).isEmpty();
    assertThat(idsOf("2025-10-part-1.jsonl.gz")).containsExactly(id(1), id(2));
    assertThat(admin.get("/audit/archives")).bodyText().contains("In the files alone");
    assertThat(books.count("audit_event where action = 'audit_log.month.dropped'")).isEqualTo(1);
  }

  @Test
  void takesEventsOfADroppedMonthOnceMoreButNoneTwice() throws IOException {
    archiver(2).work();
    bring(1, OCTOBER);
    bring(3, "2025-10-05T00:00:00Z");
    proof.seal();

    assertThat(ofOctober()).isEqualTo(1);
    assertThat(proof.findings()).isEmpty();
    archiver(2).work();
    assertThat(ofOctober()).isZero();
    assertThat(proof.findings()).isEmpty();
    assertThat(idsOf("all.jsonl.gz")).contains(id(1), id(2), id(3)).doesNotHaveDuplicates();
  }

  @Test
  void dropsNothingWhoseFileIsAnotherOne() throws IOException {
    archiver(null).work();
    Path file = TestInstallation.STORAGE.resolve("audit/2025-10/part-1.csv.gz");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 5] ^= 1;
    Files.write(file, bytes);

    archiver(2).work();

    assertThat(ofOctober()).isEqualTo(2);
    assertThat(admin.get("/audit/archives"))
        .bodyText()
        .contains("Archiving does not go on", "part-1.csv.gz", "Nothing was dropped");
  }

  @Test
  void dropsNothingOfWhichARowIsMissingInTheArchive() {
    archiver(null).work();
    tamper("delete from audit_event where id = '" + id(1) + "'");

    archiver(2).work();

    assertThat(ofOctober()).isEqualTo(1);
    assertThat(books.count("audit_dropped")).isZero();
    assertThat(admin.get("/audit/archives"))
        .bodyText()
        .contains("1 events of the month, of which 2 are archived");
  }

  @Test
  void findsThatTheArchivesBooksWereChanged() {
    archiver(2).work();
    tamper("update audit_archive set events = events + 1");

    assertThat(proof.findings())
        .anyMatch(words -> words.contains("part 1 of the archive of 2025-10 was changed"));
  }

  @Test
  void findsAMonthThatWasRemovedAsIfItWereDropped() {
    tamper(
        "delete from audit_event where occurred_at < '2025-11-01T00:00Z'",
        "insert into audit_dropped values ('2025-10-01', 1, 2, now())");

    assertThat(proof.findings()).anyMatch(words -> words.contains(id(1) + " was removed"));
  }

  @Test
  void tellsSinceWhenTheStorageFails() throws IOException {
    Path full = Files.createTempFile("no-folder", "");
    archiver(null, store(full)).work();

    assertThat(admin.get("/audit/archives"))
        .bodyText()
        .contains("Archiving does not go on", full.toString(), "Check that the folder is mounted");
    assertThat(ofOctober()).isEqualTo(2);

    archiver(null).work();
    assertThat(admin.get("/audit/archives")).bodyText().doesNotContain("Archiving does not go on");
  }

  @Test
  @Timeout(60)
  void goesOnAfterTheStorageFailedInTheMiddleOfAFile() {
    archiver(null, new FailsInTheMiddle(console.getBean(ObjectStore.class))).work();

    assertThat(admin.get("/audit/archives"))
        .bodyText()
        .contains("Archiving does not go on", "No space left on device");
    assertThat(books.count("audit_archive")).isZero();

    archiver(null).work();
    assertThat(archives.parts()).isNotEmpty();
  }

  @Test
  void writesNoFileForAMonthOfWhichRowsAreGone() {
    archiver(null).work();
    long parts = books.count("audit_archive");
    tamper("update audit_count set events = events + 1 where hour < '2025-11-01T00:00Z'");

    archiver(null).work();

    assertThat(books.count("audit_archive")).isEqualTo(parts);
  }

  @Test
  void takesMonthsInFilesAloneAlongInADownload() throws IOException {
    archiver(2).work();
    assertThat(ofOctober()).isZero();

    String all = admin.get("/audit.jsonl").getResponse().getContentAsString(StandardCharsets.UTF_8);

    assertThat(all.lines().toList()).first().asString().contains(id(1), OCTOBER);
    assertThat(all.lines().count() - 1).isEqualTo(books.count("audit_event_id") - 1);
    assertThat(all.lines().toList()).last().asString().doesNotContain("left_out");
  }

  @Test
  void saysWhichMonthsAFilteredDownloadLeavesOut() throws IOException {
    archiver(2).work();

    assertThat(admin.get("/audit/downloads?action=context.create"))
        .bodyText()
        .contains("October 2025 is in the archive alone and not in these files");
    assertThat(admin.get("/audit?from=2025-10-01&until=2025-11-01"))
        .bodyText()
        .contains(
            "Nothing in the database fits the filter; the archive holds more",
            "October 2025 is in the archive alone and not in this list",
            "See the archived months")
        .doesNotContain("No event fits");
    String file =
        admin
            .get("/audit.jsonl?action=context.create")
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
    assertThat(file).doesNotContain(OCTOBER).contains("\"left_out\":[\"2025-10\"]");
    assertThat(admin.get("/audit/" + id(1)))
        .hasStatus(HttpStatus.NOT_FOUND)
        .bodyText()
        .contains("the archive, where its month is");
  }

  @Test
  void givesTheFilesToScripts() {
    archiver(null).work();
    Script reader = new Script(mvc, Script.newToken(admin, "read"));

    MvcTestResult file = reader.get("/api/v1/audit-archives/2025-10-part-1.csv.gz");

    assertThat(file).hasStatusOk().hasHeader("Accept-Ranges", "bytes");
    assertThat(bytes(file)).isEqualTo(bytes(get("2025-10-part-1.csv.gz", null)));
    assertThat(reader.get("/api/v1/audit-archives/no.csv.gz")).hasStatus(HttpStatus.NOT_FOUND);
  }

  @Test
  void lookingAtAFileWithoutTakingItIsNoDownload() {
    archiver(null).work();

    assertThat(admin.send(HttpMethod.HEAD, "/audit/archives/all.csv.gz", request -> request))
        .hasStatusOk();
    assertThat(admin.send(HttpMethod.HEAD, "/audit.csv", request -> request)).hasStatusOk();

    assertThat(books.actions())
        .doesNotContain("audit_log.archive.downloaded", "audit_log.downloaded");
  }

  @Test
  void readsTheFilesBackFromOutside() throws Exception {
    archiver(2).work();

    assertThat(filesThatChanged()).isEmpty();

    Path file = TestInstallation.STORAGE.resolve("audit/2025-10/part-1.jsonl.gz");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(filesThatChanged()).singleElement().asString().contains("2025-10/part-1.jsonl.gz");
    Files.delete(file);
    assertThat(filesThatChanged()).singleElement().asString().contains("2025-10/part-1.jsonl.gz");
  }

  private List<String> filesThatChanged() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = console.getBean(DataSource.class).getConnection()) {
      assertThat(
              new VerifyFiles(
                      Map.of("SIGNALBOX_STORAGE_FOLDER", TestInstallation.STORAGE.toString()))
                  .verify(connection, found::add))
          .startsWith("Read %,d parts".formatted(archives.parts().size()));
    }
    return found;
  }

  private Archiver archiver(@Nullable Integer retentionMonths) {
    return archiver(retentionMonths, console.getBean(ObjectStore.class));
  }

  private Archiver archiver(@Nullable Integer retentionMonths, ObjectStore store) {
    return new Archiver(
        Optional.of(store),
        archives,
        console.getBean(AuditLog.class),
        new Settings.Archive(new Storage.Folder(TestInstallation.STORAGE), retentionMonths),
        console.getBean(DataSource.class),
        console.getBean(TransactionTemplate.class),
        console.getBean(Clock.class));
  }

  private static ObjectStore store(Path folder) {
    return Stores.in(folder);
  }

  /** A storage that is full before a file is whole. */
  private record FailsInTheMiddle(ObjectStore store) implements ObjectStore {

    @Override
    public String where() {
      return store.where();
    }

    @Override
    public NewObject begin(String name) {
      NewObject object = store.begin(name);
      return new NewObject() {
        @Override
        public void write(int b) throws IOException {
          throw new IOException("No space left on device");
        }

        @Override
        public void finish() {
          object.finish();
        }

        @Override
        public void close() {
          object.close();
        }
      };
    }

    @Override
    public InputStream open(String name, long from) {
      return store.open(name, from);
    }
  }

  private void tamper(String... statements) {
    console
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              database.sql("set local session_replication_role = replica").update();
              for (String statement : statements) {
                database.sql(statement).update();
              }
            });
  }

  private long ofOctober() {
    return books.count("audit_event where occurred_at < '2025-11-01T00:00Z'");
  }

  private void bring(int number, String occurred) {
    assertThat(
            script.post(
                "/api/v1/audit-events",
                """
                {"action":"context.create","actor":{"id":"7","type":"user"},\
                "target":{"id":"c","type":"context"},"occurred_at":"%s","id":"%s","success":true}\
                """
                    .formatted(occurred, id(number))))
        .hasStatusOk();
  }

  private static String id(int number) {
    return "00000000-0000-4000-8000-%012d".formatted(number);
  }

  private List<String> idsOf(String name) throws IOException {
    return file(name)
        .lines()
        .map(line -> line.replaceFirst(".*\"id\":\"([0-9a-f-]{36})\",\"version\".*", "$1"))
        .toList();
  }

  private String file(String name) throws IOException {
    try (GZIPInputStream unpacked =
        new GZIPInputStream(new ByteArrayInputStream(bytes(get(name, null))))) {
      return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private MvcTestResult get(String name, @Nullable String range) {
    return admin.send(
        HttpMethod.GET,
        "/audit/archives/" + name,
        request -> range == null ? request : request.header("Range", range));
  }

  private static byte[] bytes(MvcTestResult answer) {
    return answer.getResponse().getContentAsByteArray();
  }
}
