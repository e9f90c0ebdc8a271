import { join } from 'node:path';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';

// electron-builder's own check of electron-builder.yml, which it otherwise makes only while it packages.
const config = await getConfig(join(import.meta.dirname, '..'), null, null);
await validateConfiguration(config, new DebugLogger(false));
