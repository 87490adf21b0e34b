package dev.signalbox.api;

import dev.signalbox.settings.Settings;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.json.JsonMapper;

/** The API reference, with commands to copy. */
@Controller
class ApiPageController {

  private final ApiRoutes operations;
  private final OpenApiGenerator openApi;
  private final Settings settings;
  private final JsonMapper json;

  ApiPageController(
      ApiRoutes operations, OpenApiGenerator openApi, Settings settings, JsonMapper json) {
    this.operations = operations;
    this.openApi = openApi;
    this.settings = settings;
    this.json = json;
  }

  @GetMapping("/api")
  String index(Model model) {
    String document = json.writerWithDefaultPrettyPrinter().writeValueAsString(openApi.document());
    model.addAttribute(
        "page", ApiPage.of(operations.all(), settings.publicUrl().toString(), document));
    return "api/index";
  }
}
