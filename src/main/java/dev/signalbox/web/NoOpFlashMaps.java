package dev.signalbox.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;

/**
 * Prevents Spring from looking for flash attributes in the session. Spring would read the session,
 * and so the database, for each static file and each error page, including the page that reports a
 * database failure. Flash messages are kept in {@link FlashCookie} instead.
 */
@Component(DispatcherServlet.FLASH_MAP_MANAGER_BEAN_NAME)
class NoOpFlashMaps implements FlashMapManager {

  @Override
  public @Nullable FlashMap retrieveAndUpdate(
      HttpServletRequest request, HttpServletResponse response) {
    return null;
  }

  @Override
  public void saveOutputFlashMap(
      FlashMap flashMap, HttpServletRequest request, HttpServletResponse response) {
    // flash attributes are not used
  }
}
