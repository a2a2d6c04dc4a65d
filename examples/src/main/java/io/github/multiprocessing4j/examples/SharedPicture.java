package io.github.multiprocessing4j.examples;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.SharedMemory;
import io.github.multiprocessing4j.StartMethod;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.IntBuffer;
import javax.imageio.ImageIO;

/**
 * Two JVMs share the pixels of a picture: a child draws a Julia set, and this one writes it as a PNG file, by default
 * target/julia.png. No pixel is sent from one to the other.
 *
 * <p>In Python:
 *
 * <pre>
 * pixels = SharedMemory(create=True, size=4 * WIDTH * HEIGHT)
 * painter = Process(target=paint, args=(pixels,))
 * painter.start()
 * painter.join()
 * Image.frombuffer('RGBX', (WIDTH, HEIGHT), pixels.buf).save('julia.png')
 * pixels.close()
 * pixels.unlink()
 * </pre>
 */
public final class SharedPicture {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 640;
    private static final int LIMIT = 300;

    private SharedPicture() {}

    /** In the child. */
    static void paint(SharedMemory memory) {
        try (memory) {
            IntBuffer pixels = memory.buf().asIntBuffer();
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    double re = (x - WIDTH / 2) * 3.0 / WIDTH;
                    double im = (y - HEIGHT / 2) * 2.0 / HEIGHT;
                    pixels.put(y * WIDTH + x, colour(steps(re, im)));
                }
            }
        }
    }

    /** After how many steps the point escapes; LIMIT if it does not. */
    private static int steps(double re, double im) {
        double x = re;
        double y = im;
        int steps = 0;
        while (steps < LIMIT && x * x + y * y <= 4) {
            double next = x * x - y * y - 0.8;
            y = 2 * x * y + 0.156;
            x = next;
            steps++;
        }
        return steps;
    }

    private static int colour(int steps) {
        int shade = 255 * steps / LIMIT;
        return shade << 16 | Math.min(255, 2 * shade) << 8 | Math.min(255, 64 + 3 * shade);
    }

    private static BufferedImage picture(IntBuffer pixels) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            pixels.get(y * WIDTH, row);
            picture.setRGB(0, y, WIDTH, 1, row, 0, WIDTH);
        }
        return picture;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        File file = new File(args.length > 0 ? args[0] : "target/julia.png");
        Context mp = Multiprocessing.context(StartMethod.SPAWN);
        BufferedImage picture;
        try (SharedMemory memory = mp.sharedMemory(4L * WIDTH * HEIGHT)) {
            Process painter = mp.process(SharedPicture::paint, memory);
            painter.start();
            painter.join();
            picture = picture(memory.buf().asIntBuffer());
            memory.unlink();
        }

        file.getAbsoluteFile().getParentFile().mkdirs();
        if (!ImageIO.write(picture, "png", file)) {
            throw new IOException("this Java cannot write PNG");
        }
        System.out.printf("the middle is #%06x%n", picture.getRGB(WIDTH / 2, HEIGHT / 2) & 0xffffff);
        System.out.println("drawn in one process, written in another to " + file);
    }
}
