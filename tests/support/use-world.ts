import { createWorld, type World } from './process';

/**
 * One world for the tests of a file or of a `describe`: each begins with it as `prepare` left it, its time included, whatever
 * the tests before it did. What `prepare` makes is made once, so it may be dear; it gives its tests' variables their values.
 */
export function useWorld(prepare: (world: World) => void | Promise<void>): void {
  let world: World;
  let putBack: () => Promise<void>;
  beforeAll(async () => {
    world = await createWorld();
    await prepare(world);
    putBack = await world.keep();
  });
  beforeEach(() => putBack());
  afterAll(() => world.close());
}
