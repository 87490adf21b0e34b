package dev.signalbox.api;

import dev.signalbox.settings.ConsoleProperties;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The API reference, with commands to copy. */
@Controller
class ApiPageController {

  private final ApiRoutes operations;
  private final OpenApiDocument openApi;
  private final ConsoleProperties settings;

  ApiPageController(ApiRoutes operations, OpenApiDocument openApi, ConsoleProperties settings) {
    this.operations = operations;
    this.openApi = openApi;
    this.settings = settings;
  }

  @GetMapping("/api")
  String index(Model model) {
    model.addAttribute(
        "page", ApiPage.of(operations.all(), settings.publicUrl().toString(), openApi.text()));
    return "api/index";
  }
}
