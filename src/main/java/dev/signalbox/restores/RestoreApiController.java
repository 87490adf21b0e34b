package dev.signalbox.restores;

import dev.signalbox.api.ApiException;
import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The state of restores in the API. Restores are started on the pages only, because they need a
 * re-authentication.
 */
@RestController
@RequestMapping("/api/v1/snapshots/{name}/restores")
class RestoreApiController {

  private static final String READERS = "Scope read and the role viewer or admin.";

  private final RestoreLookup restores;

  RestoreApiController(RestoreLookup restores) {
    this.restores = restores;
  }

  @ApiOperation(
      id = "listRestores",
      value = "List restores of a snapshot",
      needs =
          READERS
              + " Newest first, at most 200. Empty also for a snapshot that does not exist: its"
              + " restores are kept longer.")
  @GetMapping
  List<RestoreJson> list(@PathVariable String name) {
    return restores.of(name).stream().limit(200).map(RestoreJson::of).toList();
  }

  @ApiOperation(id = "getRestore", value = "Get a restore", needs = READERS)
  @GetMapping("/{id}")
  RestoreJson read(@PathVariable String name, @PathVariable String id) {
    return restores
        .find(id)
        .filter(found -> found.snapshot().equals(name))
        .map(RestoreJson::of)
        .orElseThrow(
            () ->
                new ApiException(
                    ApiProblem.of(
                        HttpStatus.NOT_FOUND,
                        "Restore " + id + " of snapshot " + name + " not found.")));
  }
}
