package dev.wgan.train.data;

/**
 * The facts about a film that are known without decoding it.
 *
 * @param width pixels of a frame
 * @param height pixels of a frame
 * @param grey whether all frames hold greys
 * @param frames the number of frames
 * @param delay milliseconds from the first frame to the next; 0 if the film has no delay
 */
record FilmHeader(int width, int height, boolean grey, int frames, int delay) {}
