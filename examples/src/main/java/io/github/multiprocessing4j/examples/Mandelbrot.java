package io.github.multiprocessing4j.examples;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Draws the Mandelbrot set, and writes it as a PNG file, by default target/mandelbrot.png. The workers draw tiles of
 * the picture; some take much longer than others, which the pool evens out.
 *
 * <p>In Python:
 *
 * <pre>
 * for tile in pool.map(draw, tiles, chunksize=1):
 *     picture.paste(tile.pixels, (tile.x, tile.y))
 * </pre>
 */
public final class Mandelbrot {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 640;
    private static final int SIDE = 64;
    private static final int LIMIT = 1000;

    private Mandelbrot() {}

    /** A square of the picture. */
    record Tile(int x, int y, int[] pixels) implements Serializable {}

    static Tile draw(Tile blank) {
        int[] pixels = new int[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            double re = (blank.x + i % SIDE) * 3.0 / WIDTH - 2.1;
            double im = (blank.y + i / SIDE) * 2.0 / HEIGHT - 1.0;
            pixels[i] = colour(steps(re, im));
        }
        return new Tile(blank.x, blank.y, pixels);
    }

    /** After how many steps the point escapes; LIMIT if it does not, and so is in the set. */
    private static int steps(double re, double im) {
        double x = 0;
        double y = 0;
        int steps = 0;
        while (steps < LIMIT && x * x + y * y <= 4) {
            double next = x * x - y * y + re;
            y = 2 * x * y + im;
            x = next;
            steps++;
        }
        return steps;
    }

    private static int colour(int steps) {
        if (steps == LIMIT) {
            return 0;
        }
        double shade = Math.log(steps) / Math.log(LIMIT);
        int red = (int) (255 * shade);
        int green = (int) (255 * shade * shade);
        int blue = (int) (96 + 159 * shade);
        return red << 16 | green << 8 | blue;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        File file = new File(args.length > 0 ? args[0] : "target/mandelbrot.png");
        List<Tile> tiles = new ArrayList<>();
        for (int y = 0; y < HEIGHT; y += SIDE) {
            for (int x = 0; x < WIDTH; x += SIDE) {
                tiles.add(new Tile(x, y, null));
            }
        }

        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        int inside = 0;
        try (Pool pool = Multiprocessing.pool()) {
            for (Tile tile : pool.map(Mandelbrot::draw, tiles, o -> o.chunkSize(1))) {
                picture.setRGB(tile.x, tile.y, SIDE, SIDE, tile.pixels, 0, SIDE);
                for (int pixel : tile.pixels) {
                    inside += pixel == 0 ? 1 : 0;
                }
            }
        }

        file.getAbsoluteFile().getParentFile().mkdirs();
        if (!ImageIO.write(picture, "png", file)) {
            throw new IOException("this Java cannot write PNG");
        }
        System.out.println(inside + " of " + WIDTH * HEIGHT + " points are in the set");
        System.out.println("drawn in " + tiles.size() + " tiles to " + file);
    }
}
