// Numbers fixed by the specification. The objects that name them are missing outside of browsers.
export const bufferUsage = { mapRead: 1, copySource: 4, copyTarget: 8, uniform: 64, storage: 128 } as const;
export const mapModeRead = 1;
export const computeStage = 4;
