// What modules import that is no script becomes a constant of its text, and what scripts beside a page define is global.

declare module '*.html' {
  const text: string;
  export default text;
}

declare module '*.css' {
  const text: string;
  export default text;
}

declare var mnistEngine: { script: string };
declare var mnistDigits: import('../../lib/MnistNotebooks/Instruments/Engine/digits.js').StoredDigits | undefined;
declare var mnistGlassNetwork: import('../../lib/MnistNotebooks/Instruments/GlassNetwork/snapshots.js').StoredSnapshot[] | undefined;
declare var mnistNetworks: Record<string, Parameters<typeof import('../../lib/MnistNotebooks/Instruments/Engine/network.js').Network.unpacked>[0]>
  | undefined;
