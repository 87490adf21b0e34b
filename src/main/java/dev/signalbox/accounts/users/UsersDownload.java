package dev.signalbox.accounts.users;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.web.CsvWriter;
import dev.signalbox.web.HeadRequest;
import dev.signalbox.web.ListUrl;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Streams the users list as CSV. The download is recorded in the audit log. */
@Controller
class UsersDownload {

  private static final List<String> HEADER =
      List.of(
          "login",
          "name",
          "email",
          "state",
          "state_since",
          "state_by",
          "role",
          "organizations",
          "first_seen",
          "last_seen",
          "sign_ins");

  private final UserQueries userQueries;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  UsersDownload(
      UserQueries userQueries, AuditLog audit, TransactionTemplate transaction, Clock clock) {
    this.userQueries = userQueries;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  @GetMapping("/users.csv")
  void download(@RequestParam Map<String, String> parameters, HttpServletResponse response)
      throws IOException {
    ListUrl url = UserFilter.PARAMETERS.requireKnown("/users", parameters);
    if (!HeadRequest.isCurrent()) {
      transaction.executeWithoutResult(
          status ->
              audit.record(
                  "user.list.exported",
                  Target.of("list", "users", "users"),
                  Map.of("filter", url.toString())));
    }
    CsvWriter.setHeaders(response, "users", clock);
    if (HeadRequest.isCurrent()) {
      return;
    }
    PrintWriter out = response.getWriter();
    CsvWriter.writeHeader(out, HEADER);
    userQueries.forEach(url, row -> write(out, row));
  }

  private static void write(PrintWriter out, UserRow row) {
    try {
      CsvWriter.writeRow(
          out,
          Arrays.asList(
              row.login(),
              row.name(),
              row.email(),
              row.status(),
              row.statusSince(),
              row.statusBy(),
              row.role(),
              row.organizations(),
              row.firstSeen(),
              row.lastSeen(),
              row.signIns()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
