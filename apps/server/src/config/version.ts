// The version of the root package.json; the bundler writes it into the build.
import rootPackage from '../../../../package.json' with { type: 'json' };

export const VERSION: string = rootPackage.version;
