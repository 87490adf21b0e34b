package dev.signalbox.accounts.users;

import dev.signalbox.accounts.FormResults;
import dev.signalbox.accounts.Operator;
import dev.signalbox.web.FormKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Stores the results of bulk actions for the page to which they redirect. */
@Component
class SelectionResults {

  private final FormResults results;
  private final JsonMapper json;

  SelectionResults(FormResults results, JsonMapper json) {
    this.results = results;
    this.json = json;
  }

  /** Returns the path of the page with the results. */
  String store(HttpServletRequest request, ResultsPage page, Operator operator) {
    UUID key = results.store(FormKeys.of(request), json.writeValueAsString(page), operator);
    return "/users/results?form=" + key;
  }

  Optional<ResultsPage> find(UUID key, Operator operator) {
    return results.find(key, operator).map(text -> json.readValue(text, ResultsPage.class));
  }
}
