/**
 * Programs and outcomes on the JUnit Platform; the only home of its engine interface.
 *
 * <p>Depends on {@code interpreter}, {@code program} and what is below them. Read {@link
 * dev.parley.engine.ParleyEngine}, {@link dev.parley.engine.EngineSettings}, {@link dev.parley.engine.RunObserver}.
 */
@NullMarked
package dev.parley.engine;

import org.jspecify.annotations.NullMarked;
