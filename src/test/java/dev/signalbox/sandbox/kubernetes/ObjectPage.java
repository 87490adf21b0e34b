package dev.signalbox.sandbox.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * One page of a list.
 *
 * @param version the version of the list
 * @param continueToken empty on the last page
 * @param remaining the number of objects on later pages, if there is no selector
 */
record ObjectPage(List<ObjectNode> objects, long version, String continueToken, int remaining) {

  static ObjectPage of(ObjectTable table, ObjectQuery query, long version) {
    NavigableMap<String, ObjectNode> objects = table.in(query.namespace());
    long listVersion = version;
    if (!query.continueToken().isEmpty()) {
      String[] token = decode(query.continueToken());
      listVersion = Long.parseLong(token[0]);
      if (table.isForgotten(listVersion)) {
        throw ApiServerException.expired(
            "The provided continue parameter is too old to display a consistent list result. You"
                + " can start a new list without the continue parameter.");
      }
      objects = objects.tailMap(token[1], false);
    }
    List<ObjectNode> page = new ArrayList<>();
    int seen = 0;
    for (Map.Entry<String, ObjectNode> entry : objects.entrySet()) {
      seen++;
      if (query.selector().test(entry.getValue())) {
        page.add(entry.getValue());
      }
      if (query.limit() > 0 && page.size() == query.limit() && seen < objects.size()) {
        String token = encode(listVersion, entry.getKey());
        return new ObjectPage(page, listVersion, token, objects.size() - seen);
      }
    }
    return new ObjectPage(page, listVersion, "", 0);
  }

  private static String encode(long version, String key) {
    return Base64.getUrlEncoder()
        .encodeToString((version + " " + key).getBytes(StandardCharsets.UTF_8));
  }

  private static String[] decode(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      int space = text.indexOf(' ');
      return new String[] {text.substring(0, space), text.substring(space + 1)};
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw ApiServerException.badRequest("continue key is not valid: " + e.getMessage());
    }
  }
}
